using Npgsql;
using Switchhook.Calls.Intake;

namespace Switchhook.Calls.Sweeping;

/// <summary>What deliveries have told of calls. Only those count that the same account has signed: another's key proves nothing about these.</summary>
public sealed class Arrived(NpgsqlDataSource database)
{
    static readonly string[] Understood = [Verdict.Accepted, Verdict.Applied, Verdict.UnknownAgent];

    public async Task<ILookup<string, string>> OfAsync(SweepAccount account, IEnumerable<string> callIds, CancellationToken stop)
    {
        await using var command = database.CreateCommand("""
            select distinct call_id, event from calls.deliveries
            where call_id = any($1) and event = any($2) and verdict = any($3) and (signed_by is null or signed_by = $4)
            """);
        command.Parameters.AddWithValue(callIds.ToArray());
        command.Parameters.AddWithValue(Missing.Told.ToArray());
        command.Parameters.AddWithValue(Understood);
        command.Parameters.AddWithValue(account.Tenant ?? "");
        await using var rows = await command.ExecuteReaderAsync(stop);
        var arrived = new List<(string Call, string Event)>();
        while (await rows.ReadAsync(stop)) arrived.Add((rows.GetString(0), rows.GetString(1)));
        return arrived.ToLookup(x => x.Call, x => x.Event);
    }
}
