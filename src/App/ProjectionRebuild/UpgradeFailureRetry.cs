using JasperFx.Core;
using Npgsql;
using Switchhook.Calls.Ingestion;
using Wolverine.Persistence.Durability.DeadLetterManagement;
using Wolverine.Runtime;

namespace Switchhook.App.ProjectionRebuild;

/// <summary>
/// What another build gave up because it met rows or events of this one: it gets its turn here. A build waits by itself for what it cannot
/// read; this is for those from before that, and for whatever else two builds side by side may fail on.
/// </summary>
public sealed class UpgradeFailureRetry(NpgsqlDataSource worker, DeliveryTable deliveries, IWolverineRuntime runtime)
{
    public int PageSize { get; init; } = 500;

    /// <summary>How it shows that JSON is not in the shape that was counted on.</summary>
    static readonly string[] SignExceptions =
    [
        "JsonException",
        "NullReferenceException",
        "ArgumentNullException",
        "ApplyEventException",
        "UnknownEventTypeException",
        "EventDeserializationFailureException",
    ];

    public async Task<int> RetryAsync(DateTimeOffset since, CancellationToken stop) =>
        await DeliveriesAsync(since, stop) + await MessagesAsync(since, stop);

    async Task<int> DeliveriesAsync(DateTimeOffset since, CancellationToken stop)
    {
        await using var command = worker.CreateCommand(
            "select id from calls.deliveries where verdict = 'failed' and interpreted_at >= $1 and reason = any($2)"
        );
        command.Parameters.AddWithValue(since);
        command.Parameters.AddWithValue(SignExceptions);
        var ids = new List<Guid>();
        await using (var row = await command.ExecuteReaderAsync(stop))
            while (await row.ReadAsync(stop))
                ids.Add(row.GetGuid(0));
        return ids.Count == 0 ? 0 : await deliveries.RequeueAsync([.. ids], stop);
    }

    async Task<int> MessagesAsync(DateTimeOffset since, CancellationToken stop)
    {
        var (letters, ids) = (runtime.Storage.DeadLetters, new HashSet<Guid>());
        // All pages first: what is retried leaves the list. The first page is both the zeroth and the first.
        for (var (number, isFull) = (0, true); isFull; number++)
        {
            var page = (await letters.QueryAsync(Since(since, number), stop)).Envelopes;
            ids.UnionWith(page.Where(x => IsSign(x.ExceptionType)).Select(x => x.Id));
            isFull = page.Count == PageSize;
        }
        foreach (var some in ids.Chunk(PageSize))
            await letters.ReplayAsync(new DeadLetterEnvelopeQuery(some), stop);
        return ids.Count;
    }

    static bool IsSign(string? exception) =>
        Array.Exists(SignExceptions, sign => exception?.EndsWith(sign, StringComparison.Ordinal) == true);

    /// <summary>By when they were given up: what was sent before the other build started may have failed since.</summary>
    DeadLetterEnvelopeQuery Since(DateTimeOffset since, int page) =>
        new(new TimeRange(since, null))
        {
            RangeOn = DeadLetterTimeField.FailedAt,
            Replayable = false,
            PageSize = PageSize,
            PageNumber = page,
        };
}
