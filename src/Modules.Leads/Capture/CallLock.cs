using Marten;
using Npgsql;

namespace Switchhook.Leads.Capture;

/// <summary>
/// Two messages about one call are worked through one after the other, in whichever processes: the second sees what the first made of it.
/// Taken before anything of the call is read, and before a lead is locked; given back with the transaction.
/// </summary>
public static class CallLock
{
    public static async Task TakeAsync(IDocumentSession session, IEnumerable<string> callIds, CancellationToken stop)
    {
        await session.BeginTransactionAsync(stop);
        // In one order, so that no two wait for each other.
        await using var turn = new NpgsqlCommand(
            """
            select pg_advisory_xact_lock(call) from (select distinct hashtextextended('lead of call ' || $1 || ' ' || id, 0) call
                from unnest($2) id order by call) calls
            """,
            session.Connection
        );
        turn.Parameters.Add(new() { Value = session.TenantId });
        turn.Parameters.Add(new() { Value = callIds.ToArray() });
        await turn.ExecuteNonQueryAsync(stop);
    }
}
