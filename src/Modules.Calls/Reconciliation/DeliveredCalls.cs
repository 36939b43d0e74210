using Npgsql;
using Switchhook.BuildingBlocks;
using Switchhook.Calls.Ingestion;

namespace Switchhook.Calls.Reconciliation;

/// <summary>
/// What deliveries have told of calls. Only those count that the same account has signed: another's key proves nothing about these.
/// </summary>
public sealed class DeliveredCalls(NpgsqlDataSource database)
{
    static readonly string[] InterpretedStatuses = [DeliveryStatus.Accepted, DeliveryStatus.Applied, DeliveryStatus.UnknownAgent];

    public async Task<ILookup<string, string>> OfAsync(ReconciledAccount account, IEnumerable<string> callIds, CancellationToken stop)
    {
        await using var command = database.CreateCommand(
            $"""
            select distinct d.call_id, d.event from calls.deliveries d
            where d.call_id = any($1) and d.event = any($2) and d.verdict = any($3) and {DeliveryTable.SignerOf(
                "d"
            )} in ('{Signer.PlatformName}', $4)
            """
        );
        command.Parameters.AddWithValue(callIds.ToArray());
        command.Parameters.AddWithValue(MissingCalls.RequiredEvents.ToArray());
        command.Parameters.AddWithValue(InterpretedStatuses);
        command.Parameters.AddWithValue(account.Signer.Stored);
        await using var rows = await command.ExecuteReaderAsync(stop);
        var arrived = new List<(string Call, string Event)>();
        while (await rows.ReadAsync(stop))
            arrived.Add((rows.GetString(0), rows.GetString(1)));
        return arrived.ToLookup(x => x.Call, x => x.Event);
    }
}
