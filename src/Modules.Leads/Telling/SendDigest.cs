using Marten;
using Switchhook.Contracts;
using Wolverine;

namespace Switchhook.Leads;

/// <param name="Day">Of each day, one is sent.</param>
public record SendDigest(string Day);

public static class SendDigestHandler
{
    const int Most = 50;

    public static async Task<OutgoingMessages> Handle(SendDigest command, IDocumentSession session, PublicAddress site, DateTimeOffset now, CancellationToken stop)
    {
        if (await session.LoadAsync<LeadMailWish>(LeadMailWish.Own, stop) is not { Mail: LeadMail.Digest }) return [];
        var waiting = session.Query<LeadList>().Where(x => x.NeedsAttention);
        var count = await waiting.CountAsync(stop);
        return count == 0 ? [] : [DigestLetter.Of(command.Day, await waiting.OrderBy(x => x.Queue).Take(Most).ToListAsync(stop), count, site, now)];
    }
}
