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

namespace Switchhook.Admin;

/// <param name="Attempt">Which one it is: an earlier one that comes late does nothing.</param>
public record DeliverMail(string Key, int Attempt);

public static class DeliverMailHandler
{
    public static void Configure(HandlerChain chain) => chain.OnException<NpgsqlException>().Or<MartenCommandException>().Or<TimeoutException>()
        .ScheduleRetryIndefinitely(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30));

    [MessageTimeout(150)]
    public static async Task<OutgoingMessages> Handle(
        DeliverMail command, IDocumentSession session, OutboxClaims claims, MailServer server, MailSettings settings, IOutsideWork outside, TimeProvider time,
        CancellationToken stop)
    {
        var next = new OutgoingMessages();
        if (outside.IsHeldBack)
        {
            next.Delay(command, HeldBack.Pause);
            return next;
        }
        if (await session.LoadAsync<OutboxMail>(command.Key, stop) is not { } mail) return next;
        switch (mail.Turn(command.Attempt, time.GetUtcNow()))
        {
            case OutboxTurn.Wait: next.Delay(command, OutboxMail.LongestSending); break;
            case OutboxTurn.GiveUp: Keep(session, mail, mail.Unsure("The site ended while the mail was handed over.")); break;
            case OutboxTurn.Send when await claims.TakeAsync(session.TenantId, mail, time.GetUtcNow(), stop) is { } claimed:
                using (var letter = Letter(claimed, settings, session.TenantId))
                {
                    var after = claimed.After(await server.TryAsync(letter, stop), time.GetUtcNow());
                    Keep(session, claimed, after);
                    if (after.State is OutboxState.Sent) next.Add(new OwnerMailed(after.Id, after.SentAt!.Value));
                    if (after.State is OutboxState.Waiting) next.Delay(new DeliverMail(after.Id, after.Attempts + 1), after.NextAt!.Value - time.GetUtcNow());
                }
                break;
        }
        return next;
    }

    public static void Keep(IDocumentSession session, OutboxMail was, OutboxMail mail) => session.UpdateRevision(mail, was.Version + 1);

    public static MimeMessage Letter(OutboxMail mail, MailSettings settings, string tenant)
    {
        var letter = new MimeMessage { Subject = mail.Subject, Body = new BodyBuilder { TextBody = mail.Text, HtmlBody = mail.Html }.ToMessageBody(), Date = mail.MadeAt };
        // Always the same for the same mail: a reader's mail server may know it again.
        letter.MessageId = $"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{tenant} {mail.Id}")))[..32]}@{new Uri(settings.PublicUrl).Host}";
        letter.From.Add(MailboxAddress.Parse(settings.From));
        letter.To.Add(MailboxAddress.Parse(mail.To));
        return letter;
    }
}
