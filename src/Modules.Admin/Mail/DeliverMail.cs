using System.Security.Cryptography;
using System.Text;
using Marten;
using Marten.Exceptions;
using MimeKit;
using Npgsql;
using Switchhook.Contracts;
using Wolverine;
using Wolverine.Attributes;
using Wolverine.ErrorHandling;
using Wolverine.Runtime.Handlers;

namespace Switchhook.Admin.Mail;

/// <param name="Attempt">Which one it is: an earlier one that comes late does nothing.</param>
public record DeliverMail(string Key, int Attempt);

public static class DeliverMailHandler
{
    public static void Configure(HandlerChain chain) =>
        chain
            .OnException<NpgsqlException>()
            .Or<MartenCommandException>()
            .Or<TimeoutException>()
            .Or<OperationCanceledException>()
            .ScheduleRetryIndefinitely(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30));

    [MessageTimeout(150)]
    public static async Task<OutgoingMessages> Handle(
        DeliverMail command,
        IDocumentSession session,
        OutboxLeases claims,
        MailServer server,
        MailSettings settings,
        IExternalChanges outside,
        TimeProvider time,
        CancellationToken stop
    )
    {
        if (outside.IsHeldBack)
            return Later(command, DrillModeActive.Pause);
        if (await session.LoadAsync<OutboxMail>(command.Key, stop) is not { } mail)
            return [];
        switch (mail.Decide(command.Attempt, time.GetUtcNow()))
        {
            case OutboxDecision.Wait:
                return Later(command, mail.BegunAt is null ? OutboxMail.LongestConnecting : OutboxMail.LongestSending);
            case OutboxDecision.GiveUp:
                return Store(session, mail, mail.Unsure("The site ended while the mail was handed over."), time.GetUtcNow());
            case OutboxDecision.Send when await claims.TakeAsync(session.TenantId, mail, time.GetUtcNow(), stop) is { } claimed:
                return await SendAsync(claimed, session, claims, server, settings, time, stop);
            default:
                return [];
        }
    }

    static async Task<OutgoingMessages> SendAsync(
        OutboxMail mail,
        IDocumentSession session,
        OutboxLeases claims,
        MailServer server,
        MailSettings settings,
        TimeProvider time,
        CancellationToken stop
    )
    {
        var begun = mail;
        using var message = MessageOf(mail, settings, session.TenantId);
        var outcome = await server.TryAsync(message, BeginAsync, stop);
        return outcome is null ? [] : Store(session, begun, begun.After(outcome, time.GetUtcNow()), time.GetUtcNow());

        async Task<bool> BeginAsync()
        {
            if (await claims.BeginAsync(session.TenantId, mail, time.GetUtcNow(), stop) is not { } mine)
                return false;
            begun = mine;
            return true;
        }
    }

    static OutgoingMessages Later(DeliverMail command, TimeSpan pause)
    {
        var next = new OutgoingMessages();
        next.Delay(command, pause);
        return next;
    }

    static OutgoingMessages Store(IDocumentSession session, OutboxMail was, OutboxMail mail, DateTimeOffset now)
    {
        // What was in it works like a key, and nobody needs it any more.
        if (mail is { IsToAddress: true, State: OutboxState.Sent })
            session.Delete(was);
        else
            session.UpdateRevision(mail, was.Version + 1);
        var next = new OutgoingMessages();
        if (mail.State is OutboxState.Waiting)
            next.Delay(new DeliverMail(mail.Id, mail.Attempts + 1), mail.NextAt!.Value - now);
        if (mail.IsToAddress)
            return next;
        if (mail.State is OutboxState.Sent)
            next.Add(new OwnerMailed(mail.Id, mail.SentAt!.Value));
        if (mail.State is OutboxState.Unsure or OutboxState.Failed)
            next.Add(new OwnerMailFailed(mail.Id, now, MayHaveBeen: mail.State is OutboxState.Unsure));
        return next;
    }

    public static MimeMessage MessageOf(OutboxMail mail, MailSettings settings, string tenant)
    {
        var body = new BodyBuilder { TextBody = mail.Text, HtmlBody = mail.Html is "" ? null : mail.Html };
        var message = new MimeMessage
        {
            Subject = mail.Subject,
            Body = body.ToMessageBody(),
            Date = mail.MadeAt,
        };
        // Always the same for the same mail: a reader's mail server may know it again.
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{tenant} {mail.Id}")));
        message.MessageId = $"{hash[..32]}@{new Uri(settings.PublicUrl).Host}";
        message.From.Add(MailboxAddress.Parse(settings.From));
        message.To.Add(MailboxAddress.Parse(mail.To));
        return message;
    }
}
