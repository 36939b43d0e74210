using Marten;

namespace Switchhook.Admin.OwnershipClaims;

public static class PendingClaims
{
    const int Most = 200;

    public static async Task<IReadOnlyList<OwnershipClaim>> ReadAsync(IDocumentStore audit, Guid reader, CancellationToken stop)
    {
        await using var session = audit.QuerySession(reader.ToString());
        return await session.Query<OwnershipClaim>().Where(x => x.AnyTenant()).OrderBy(x => x.AskedAt).Take(Most).ToListAsync(stop);
    }
}
