using Microsoft.Extensions.Logging;
using Switchhook.Calls.Ingestion;

namespace Switchhook.Calls.Reconciliation;

/// <summary>Takes in the calls of an account that no delivery has told of in full, one by one.</summary>
public sealed partial class MissingCallImport(
    DeliveredCalls arrived,
    UnfinishedCalls unfinished,
    UnreadableCalls unread,
    RetellCallHistory retell,
    DeliveryStore store,
    TimeProvider time,
    ILogger<MissingCallImport> log
)
{
    /// <summary>So many in a row that Retell cannot show are no longer about the calls: Retell itself is failing.</summary>
    const int MostInARow = 5;

    public Task<IReadOnlyList<UnfinishedCalls.UnfinishedCall>> UnfinishedAsync(DateTimeOffset now, CancellationToken stop) =>
        unfinished.ReadAsync(now, stop);

    public Task DeleteAllExceptAsync(IEnumerable<ReconciledAccount> accounts, CancellationToken stop) =>
        unread.DeleteAllExceptAsync(accounts, stop);

    /// <summary>Of the calls that Retell lists, those of which something is lacking. How many had news.</summary>
    public async Task<int> ImportAsync(
        ReconciledAccount account,
        IReadOnlyList<ListedCall> listed,
        TimeSpan grace,
        DateTimeOffset now,
        CancellationToken stop
    )
    {
        var payload = await arrived.OfAsync(account, listed.Select(x => x.CallId), stop);
        return await FetchAsync(
            account,
            [.. MissingCalls.Of(listed, account.Agents, payload, grace, now).Select(x => x.CallId)],
            payload,
            stop
        );
    }

    public async Task<int> FetchAsync(ReconciledAccount account, IReadOnlyList<string> callIds, CancellationToken stop) =>
        callIds.Count == 0 ? 0 : await FetchAsync(account, callIds, await arrived.OfAsync(account, callIds, stop), stop);

    /// <summary>Those that Retell could not show before, once their time has come.</summary>
    public async Task<int> RetryAsync(ReconciledAccount account, DateTimeOffset now, CancellationToken stop)
    {
        var found = 0;
        foreach (var one in (await unread.OfAsync(account, stop)).Where(x => x.NotBefore <= now))
        {
            try
            {
                found += await FetchOneAsync(account, one.CallId, await arrived.OfAsync(account, [one.CallId], stop), stop);
                await unread.DeleteAsync(account, one.CallId, stop);
            }
            catch (RetellRequestFailed failure) when (failure.IsOfOneCall)
            {
                if (!await unread.RecordFailureAsync(account, one.CallId, one.Attempts + 1, now, failure.Message, stop))
                    LogGivenUp(log, failure.Message, one.Attempts + 1);
            }
        }
        return found;
    }

    async Task<int> FetchAsync(
        ReconciledAccount account,
        IReadOnlyList<string> callIds,
        ILookup<string, string> payload,
        CancellationToken stop
    )
    {
        var (found, inARow) = (0, 0);
        var known = callIds.Count == 0 ? [] : (await unread.OfAsync(account, stop)).Select(x => x.CallId).ToHashSet();
        foreach (var callId in callIds.Where(x => !known.Contains(x)))
        {
            try
            {
                found += await FetchOneAsync(account, callId, payload, stop);
                inARow = 0;
            }
            catch (RetellRequestFailed failure) when (failure.IsOfOneCall)
            {
                await unread.RecordFailureAsync(account, callId, 1, retell.Now, failure.Message, stop);
                LogUnread(log, failure.Message);
                if (++inARow == MostInARow)
                    throw new RetellRequestFailed(failure.Message, failure.NotBefore);
            }
        }
        return found;
    }

    /// <summary>1 when there was news of the call.</summary>
    async Task<int> FetchOneAsync(ReconciledAccount account, string callId, ILookup<string, string> payload, CancellationToken stop)
    {
        using var record = await retell.CallAsync(account, callId, stop);
        if (record is null)
            return 0;
        var news = 0;
        foreach (var body in SyntheticDelivery.Of(record.RootElement, payload[callId]))
        {
            var now = time.GetUtcNow();
            var delivery = new Delivery(Guid.CreateVersion7(now), now, now, body, account.Signer) { Origin = Delivery.FromReconciliation };
            if (!await store.StoreAsync(delivery, TimeSpan.FromSeconds(10), stop))
                throw new RetellRequestFailed("What Retell told could not be stored");
            news = 1;
        }
        return news;
    }

    [LoggerMessage(
        LogLevel.Warning,
        "Retell lists a call that it cannot return: {Reason}; the other calls are read, and this one is retried later"
    )]
    static partial void LogUnread(ILogger log, string reason);

    [LoggerMessage(LogLevel.Warning, "A call that Retell lists could not be read in {Attempts} attempts and was given up: {Reason}")]
    static partial void LogGivenUp(ILogger log, string reason, int attempts);
}
