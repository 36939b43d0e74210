using Microsoft.Extensions.Logging;
using Npgsql;

namespace Switchhook.Calls.Reconciliation;

/// <summary>
/// Asks Retell for calls that no webhook delivered, and stores them the way webhooks are stored, so nothing is
/// doubled when those come after all. Retell itself gives up after three more tries. An account, or a call, that cannot be had holds
/// up no other.
/// </summary>
public sealed partial class CallReconciliation(
    NpgsqlDataSource database,
    ReconciledAccounts accounts,
    ReconciliationRuns runs,
    MissingCallImport import,
    RetellCallHistory retell,
    ReconciliationSettings rules,
    ILogger<CallReconciliation> log
)
{
    const long Lock = 7464004;

    /// <summary>So many pages of one look are more calls than any account has in a day.</summary>
    const int MostPages = 5_000;

    /// <summary>False when something is left to be looked at again soon.</summary>
    public async Task<bool> RunAsync(CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        if (await ScalarAsync(connection, "select pg_try_advisory_lock($1)", stop) is not true)
            return true;
        try
        {
            var all = await accounts.ReadAsync(stop);
            await runs.DeleteAllExceptAsync(all, stop);
            await import.DeleteAllExceptAsync(all, stop);
            var open = await import.UnfinishedAsync(retell.Now, stop);
            var complete = true;
            foreach (var account in all)
                complete &= await ReconcileAsync(account, open, stop);
            return complete;
        }
        finally
        {
            // The connection goes back to a pool: were it broken, the server has let go of the lock itself.
            if (connection.State == System.Data.ConnectionState.Open)
                await ScalarAsync(connection, "select pg_advisory_unlock($1)", CancellationToken.None);
        }
    }

    async Task<bool> ReconcileAsync(ReconciledAccount account, IReadOnlyList<UnfinishedCalls.UnfinishedCall> open, CancellationToken stop)
    {
        var (began, look) = (retell.Now, await runs.OfAsync(account, stop));
        if (look.IsPaused(began))
            return false;
        if (account.ApiKey is null)
        {
            // Looking again sooner would change nothing: its owner has to enter the key again.
            await RecordFailureAsync(account, new RetellRequestFailed("The owner's key cannot be opened"), stop);
            return true;
        }
        try
        {
            var (found, at) = await FindMissingAsync(account, look.Until, stop);
            var due = open.Where(x => x.MayBeAskedOf(account) && UnfinishedCalls.IsDue(x.At, x.Over, look.Until, retell.Now));
            found += await import.FetchAsync(account, [.. due.Select(x => x.CallId)], stop);
            found += await import.RetryAsync(account, retell.Now, stop);
            await runs.RecordAsync(account, retell.Now, ReconciliationSettings.Covered(began, at, retell.Now, rules.Grace), found, stop);
            ReconciliationMetrics.CountRun("complete", found);
            if (found > 0)
                LogFound(log, found);
            return true;
        }
        catch (RetellRequestFailed failure)
        {
            await RecordFailureAsync(account, failure, stop);
            return false;
        }
        catch (Exception failure) when (failure is not NpgsqlException && !stop.IsCancellationRequested)
        {
            LogBroken(log, failure);
            await RecordFailureAsync(account, new RetellRequestFailed($"The look failed ({failure.GetType().Name})"), stop);
            return false;
        }
    }

    async Task RecordFailureAsync(ReconciledAccount account, RetellRequestFailed failure, CancellationToken stop)
    {
        await runs.RecordFailureAsync(account, retell.Now, failure, stop);
        ReconciliationMetrics.CountRun("failed", 0);
        LogFailed(log, failure.Message);
    }

    /// <summary>How many calls were found, and when the list began, by Retell's clock.</summary>
    async Task<(int Found, DateTimeOffset? At)> FindMissingAsync(
        ReconciledAccount account,
        DateTimeOffset? lookedUntil,
        CancellationToken stop
    )
    {
        var since = ReconciliationSettings.Since(lookedUntil, account.Tenant is not null, retell.Now);
        var first = await retell.ListAsync(account, since, null, stop);
        // The first answer tells what time it is: had we begun in the future, we would have seen nothing.
        if (ReconciliationSettings.Since(lookedUntil, account.Tenant is not null, retell.Now) is var earlier && earlier < since)
            first = await retell.ListAsync(account, since = earlier, null, stop);

        var (found, shown) = (0, new HashSet<string>());
        for (var page = first; ; page = await retell.ListAsync(account, since, page.Next, stop))
        {
            found += await import.ImportAsync(account, page.Calls, rules.Grace, retell.Now, stop);
            if (page.Next is null)
                return (found, first.At);
            // What was found is taken in; but how much of the time has been seen is not known.
            if (shown.Count >= MostPages || !shown.Add(page.Next))
                throw new RetellRequestFailed("Retell's list of calls has no end");
        }
    }

    static async Task<object?> ScalarAsync(NpgsqlConnection connection, string sql, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(sql, connection) { Parameters = { new() { Value = Lock } } };
        return await command.ExecuteScalarAsync(stop);
    }

    [LoggerMessage(
        LogLevel.Information,
        "Reconciliation found {Calls} calls that no webhook had delivered in full; they are being imported"
    )]
    static partial void LogFound(ILogger log, int calls);

    [LoggerMessage(LogLevel.Warning, "Reconciling an account's calls failed: {Reason}")]
    static partial void LogFailed(ILogger log, string reason);

    [LoggerMessage(LogLevel.Error, "Reconciling one account's calls failed; the other accounts continue")]
    static partial void LogBroken(ILogger log, Exception failure);
}
