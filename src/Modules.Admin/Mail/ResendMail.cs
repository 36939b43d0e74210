using Marten;
using Switchhook.Contracts;
using Wolverine;

namespace Switchhook.Admin.Mail;

/// <summary>Once more, because somebody asks for it: one that waits is tried at once.</summary>
public record ResendMail(string Key);

public static class ResendMailHandler
{
    public static async Task<OutgoingMessages> Handle(
        ResendMail command,
        IDocumentSession session,
        DateTimeOffset now,
        CancellationToken stop
    )
    {
        if (await session.LoadAsync<OutboxMail>(command.Key, stop) is not { } mail)
            throw new Refused("There is no such mail.");
        if (mail.State is OutboxState.Sending && now - mail.ClaimedAt < OutboxMail.LongestSending)
            throw new Refused("This mail is being sent right now.");
        session.UpdateRevision(mail.Again(), mail.Version + 1);
        return [new DeliverMail(mail.Id, mail.Attempts + 1)];
    }
}
