using Npgsql;
using Switchhook.Calls.Intake;
using Wolverine.Persistence.Durability.DeadLetterManagement;
using Wolverine.Runtime;

namespace Switchhook.App.Platform.Rebuilding;

/// <summary>
/// What another build gave up because it met rows or events of this one: it gets its turn here. A build waits by itself for what it cannot
/// read; this is for those from before that, and for whatever else two builds side by side may fail on.
/// </summary>
public sealed class FailedMeanwhile(NpgsqlDataSource worker, Deliveries deliveries, IWolverineRuntime runtime)
{
    /// <summary>How it shows that JSON is not in the shape that was counted on.</summary>
    static readonly string[] Signs =
        ["JsonException", "NullReferenceException", "ArgumentNullException", "ApplyEventException", "UnknownEventTypeException", "EventDeserializationFailureException"];

    public async Task<int> RetryAsync(DateTimeOffset since, CancellationToken stop) => await DeliveriesAsync(since, stop) + await MessagesAsync(since, stop);

    async Task<int> DeliveriesAsync(DateTimeOffset since, CancellationToken stop)
    {
        await using var command = worker.CreateCommand("select id from calls.deliveries where verdict = 'failed' and interpreted_at >= $1 and reason = any($2)");
        command.Parameters.AddWithValue(since);
        command.Parameters.AddWithValue(Signs);
        var ids = new List<Guid>();
        await using (var row = await command.ExecuteReaderAsync(stop))
            while (await row.ReadAsync(stop)) ids.Add(row.GetGuid(0));
        return ids.Count == 0 ? 0 : await deliveries.RequeueAsync([.. ids], stop);
    }

    async Task<int> MessagesAsync(DateTimeOffset since, CancellationToken stop)
    {
        var letters = runtime.Storage.DeadLetters;
        var found = await letters.QueryAsync(new DeadLetterEnvelopeQuery { PageSize = 1000, Replayable = false }, stop);
        var ids = found.Envelopes.Where(x => x.SentAt >= since && Array.Exists(Signs, sign => x.ExceptionType?.EndsWith(sign, StringComparison.Ordinal) == true)).Select(x => x.Id).ToArray();
        if (ids.Length > 0) await letters.ReplayAsync(new DeadLetterEnvelopeQuery(ids), stop);
        return ids.Length;
    }
}
