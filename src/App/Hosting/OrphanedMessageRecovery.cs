using Npgsql;
using Wolverine;
using Wolverine.Runtime;

namespace Switchhook.App.Hosting;

/// <summary>
/// Messages that stand in the inbox as taken on by this process, and which it does not hold: those of a commit whose answer was lost, and
/// those whose end could not be written while the database was away. They would lie there until it starts again, so they are given back, for any process to take.
/// </summary>
public sealed class OrphanedMessageRecovery(NpgsqlDataSource database, IWolverineRuntime runtime, TimeProvider time, ILogger<OrphanedMessageRecovery> log) : BackgroundService
{
    /// <summary>Longer than from a commit to the queue in memory, on however busy a machine.</summary>
    static readonly TimeSpan Look = TimeSpan.FromSeconds(3);

    Dictionary<Guid, string> before = [];

    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
            try
            {
                await Task.Delay(Look, time, stop);
                await LookAsync(stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested) { return; }
            catch (Exception broken)
            {
                log.LogWarning("The search for orphaned messages failed: {Reason}; retrying", broken.GetType().Name);
            }
    }

    async Task LookAsync(CancellationToken stop)
    {
        // A queue counts what is in hand, too: what had come before, and still stands in the name of one that counts nothing, nobody holds.
        var idle = before.Values.Distinct().Where(IsIdle).ToHashSet();
        var mine = await MineAsync(stop);
        var strays = mine.Where(x => before.ContainsKey(x.Key) && idle.Contains(x.Value)).Select(x => x.Key).ToArray();
        before = mine;
        if (strays.Length == 0) return;
        log.LogInformation("Released {Count} orphaned messages for another worker to take", strays.Length);
        await using var command = Command("update wolverine.wolverine_incoming_envelopes set owner_id = 0 where owner_id = $1 and status = $2 and id = any($3)");
        command.Parameters.AddWithValue(strays);
        await command.ExecuteNonQueryAsync(stop);
        foreach (var id in strays) before.Remove(id);
    }

    bool IsIdle(string queue) => runtime.Endpoints.FindListenerCircuit(new Uri(queue)) is { QueueCount: 0 };

    async Task<Dictionary<Guid, string>> MineAsync(CancellationToken stop)
    {
        await using var command = Command("select id, received_at from wolverine.wolverine_incoming_envelopes where owner_id = $1 and status = $2");
        await using var rows = await command.ExecuteReaderAsync(stop);
        var mine = new Dictionary<Guid, string>();
        while (await rows.ReadAsync(stop)) mine[rows.GetGuid(0)] = rows.GetString(1);
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
