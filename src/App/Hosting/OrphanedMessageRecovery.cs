using Npgsql;
using Wolverine;
using Wolverine.Runtime;

namespace Switchhook.App.Hosting;

/// <summary>
/// Messages that the inbox assigns to this process and that it does not hold: those of a commit whose answer was lost, and
/// those whose end could not be written while the database was away. They would lie there until it starts again, so they are given back,
/// for any process to take.
/// </summary>
public sealed class OrphanedMessageRecovery(
    NpgsqlDataSource database,
    IWolverineRuntime runtime,
    TimeProvider time,
    ILogger<OrphanedMessageRecovery> log
) : BackgroundService
{
    /// <summary>Longer than from a commit to the queue in memory, on however busy a machine.</summary>
    static readonly TimeSpan Interval = TimeSpan.FromSeconds(3);

    Dictionary<Guid, string> before = [];

    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
            try
            {
                await Task.Delay(Interval, time, stop);
                await RecoverAsync(stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception broken)
            {
                log.LogWarning("The search for orphaned messages failed: {Reason}; retrying", broken.GetType().Name);
            }
    }

    async Task RecoverAsync(CancellationToken stop)
    {
        // A queue counts what is in hand, too: what had come before, and still stands in the name of one that counts nothing, nobody holds.
        var idle = before.Values.Distinct().Where(IsIdle).ToHashSet();
        var mine = await OwnedMessagesAsync(stop);
        var orphans = mine.Where(x => before.ContainsKey(x.Key) && idle.Contains(x.Value)).Select(x => x.Key).ToArray();
        before = mine;
        if (orphans.Length == 0)
            return;
        log.LogInformation("Released {Count} orphaned messages for another worker to take", orphans.Length);
        await using var command = Command(
            "update wolverine.wolverine_incoming_envelopes set owner_id = 0 where owner_id = $1 and status = $2 and id = any($3)"
        );
        command.Parameters.AddWithValue(orphans);
        await command.ExecuteNonQueryAsync(stop);
        foreach (var id in orphans)
            before.Remove(id);
    }

    bool IsIdle(string queue) => runtime.Endpoints.FindListenerCircuit(new Uri(queue)) is { QueueCount: 0 };

    async Task<Dictionary<Guid, string>> OwnedMessagesAsync(CancellationToken stop)
    {
        await using var command = Command(
            "select id, received_at from wolverine.wolverine_incoming_envelopes where owner_id = $1 and status = $2"
        );
        await using var rows = await command.ExecuteReaderAsync(stop);
        var mine = new Dictionary<Guid, string>();
        while (await rows.ReadAsync(stop))
            mine[rows.GetGuid(0)] = rows.GetString(1);
        return mine;
    }

    NpgsqlCommand Command(string sql)
    {
        var command = database.CreateCommand(sql);
        command.Parameters.AddWithValue(runtime.DurabilitySettings.AssignedNodeNumber);
        command.Parameters.AddWithValue(nameof(EnvelopeStatus.Incoming));
        return command;
    }
}
