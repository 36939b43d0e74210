using JasperFx;
using Marten;

namespace Switchhook.Admin;

/// <summary>Who may send a mail now. Written in a commit of its own, before the mail server hears of it.</summary>
public sealed class OutboxClaims(IDocumentStore store)
{
    /// <summary>Null when another run was faster.</summary>
    public async Task<OutboxMail?> TakeAsync(string tenant, OutboxMail mail, DateTimeOffset now, CancellationToken stop)
    {
        await using var session = store.LightweightSession(tenant);
        var claimed = mail.Claim(now);
        session.UpdateRevision(claimed, mail.Version + 1);
        try { await session.SaveChangesAsync(stop); }
        catch (ConcurrencyException) { return null; }
        return claimed with { Version = mail.Version + 1 };
    }
}
