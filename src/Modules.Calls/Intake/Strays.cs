using System.Collections.Concurrent;
using Npgsql;

namespace Switchhook.Calls.Intake;

/// <summary>
/// Messages of a commit whose answer was lost. If it took effect, they lie in the inbox as taken on by this process, which never saw them,
/// and would lie there until it starts again: so they are given back, for any process to take.
/// </summary>
public sealed class Strays(NpgsqlDataSource database, TimeProvider time)
{
    /// <summary>A server may still be committing what it was cut off from.</summary>
    static readonly TimeSpan Settled = TimeSpan.FromSeconds(5);

    readonly ConcurrentDictionary<Guid, long> since = new();

    public void Remember(IEnumerable<Guid> messages)
    {
        foreach (var id in messages) since[id] = time.GetTimestamp();
    }

    public async Task GiveBackAsync(CancellationToken stop)
    {
        var strays = since.Where(x => time.GetElapsedTime(x.Value) >= Settled).Select(x => x.Key).ToArray();
        if (strays.Length == 0) return;
        await using var command = database.CreateCommand("update wolverine.wolverine_incoming_envelopes set owner_id = 0 where id = any($1) and status = 'Incoming'");
        command.Parameters.AddWithValue(strays);
        await command.ExecuteNonQueryAsync(stop);
        foreach (var id in strays) since.TryRemove(id, out _);
    }
}
