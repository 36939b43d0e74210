using JasperFx;
using Marten;
using Switchhook.Contracts;
using Wolverine;
using Wolverine.ErrorHandling;
using Wolverine.Runtime.Handlers;

namespace Switchhook.Admin.Mail;

/// <summary>What an account needs at once: confirming, a new password, a warning. It goes through the outbox like every mail.</summary>
public static class SendMailHandler
{
    public static DeliveryMessage<QueueAddressMail> Handle(SendMail mail, Envelope envelope) =>
        new QueueAddressMail($"address/{envelope.Id}", mail.To, mail.Subject, mail.Text).WithTenantId(OutboxMail.ToAddress);
}

/// <param name="Key">The same for the same message, however often it is handled.</param>
public record QueueAddressMail(string Key, string To, string Subject, string Text) : PersonalData;

public static class QueueAddressMailHandler
{
    public static void Configure(HandlerChain chain) => chain.OnException<DocumentAlreadyExistsException>().RetryTimes(3);

    public static async Task<OutgoingMessages> Handle(
        QueueAddressMail mail,
        IDocumentSession session,
        DateTimeOffset now,
        CancellationToken stop
    )
    {
        if (await session.LoadAsync<OutboxMail>(mail.Key, stop) is not null)
            return [];
        session.Insert(new OutboxMail(mail.Key, Guid.Empty, mail.To, mail.Subject, mail.Text, "", now));
        return [new DeliverMail(mail.Key, 1)];
    }
}
