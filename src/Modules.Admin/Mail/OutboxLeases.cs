using JasperFx;
using Marten;

namespace Switchhook.Admin.Mail;

/// <summary>
/// Who may send a mail now. Each step is written in a commit of its own, with the document's revision: of two runs one gets on.
/// </summary>
public sealed class OutboxLeases(IDocumentStore store)
{
    /// <summary>Before the mail server hears of it. Null when another run was faster.</summary>
    public Task<OutboxMail?> TakeAsync(string tenant, OutboxMail mail, DateTimeOffset now, CancellationToken stop) =>
        WriteAsync(tenant, mail.Claim(now), stop);

    /// <summary>Before the letter is handed over. Null when another run has taken it meanwhile.</summary>
    public Task<OutboxMail?> BeginAsync(string tenant, OutboxMail mail, DateTimeOffset now, CancellationToken stop) =>
        WriteAsync(tenant, mail.Begin(now), stop);

    async Task<OutboxMail?> WriteAsync(string tenant, OutboxMail mail, CancellationToken stop)
    {
        await using var session = store.LightweightSession(tenant);
        var version = mail.Version + 1;
        session.UpdateRevision(mail, version);
        try
        {
            await session.SaveChangesAsync(stop);
        }
        catch (ConcurrencyException)
        {
            return null;
        }
        return mail with { Version = version };
    }
}
