using Microsoft.Extensions.Logging;
using Npgsql;
using Switchhook.Calls.Intake;

namespace Switchhook.Calls.Sweeping;

/// <summary>
/// Asks Retell for the calls that it has told us about in vain, and takes them in by the door that its webhooks use: so nothing is
/// doubled when those come after all. Retell itself gives up after three more tries.
/// </summary>
public sealed partial class Sweep(
    NpgsqlDataSource database, SweepAccounts accounts, Looks looks, Arrived arrived, Unfinished unfinished, RetellRecord retell, Door door, SweepRules rules, TimeProvider time, ILogger<Sweep> log)
{
    const long Lock = 7464004;

    /// <summary>False when something is left to be looked at again soon.</summary>
    public async Task<bool> RunAsync(CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        if (await AskAsync(connection, "select pg_try_advisory_lock($1)", stop) is not true) return true;
        try
        {
            var all = await accounts.ReadAsync(stop);
            await looks.ForgetAllButAsync(all, stop);
            var open = await unfinished.ReadAsync(time.GetUtcNow(), stop);
            var complete = true;
            foreach (var account in all) complete &= await LookThroughAsync(account, open, stop);
            return complete;
        }
        finally
        {
            // The connection goes back to a pool: were it broken, the server has let go of the lock itself.
            if (connection.State == System.Data.ConnectionState.Open) await AskAsync(connection, "select pg_advisory_unlock($1)", CancellationToken.None);
        }
    }

    async Task<bool> LookThroughAsync(SweepAccount account, IReadOnlyList<Unfinished.Call> open, CancellationToken stop)
    {
        var (now, look) = (time.GetUtcNow(), await looks.OfAsync(account, stop));
        if (look.NotBefore > now) return false;
        try
        {
            var found = await FindLostAsync(account, SweepRules.Since(look.Until, account.Tenant is not null, now), now, stop)
                + await FinishAsync(account, open.Where(x => account.Agents.Contains(x.RetellAgentId) && Unfinished.IsDue(x.At, x.Over, look.Until, now)), stop);
            await looks.NoteAsync(account, now, found, stop);
            SweepCounts.Looked("complete", found);
            if (found > 0) LogFound(log, found);
            return true;
        }
        catch (NotAnswered failure)
        {
            await looks.NoteFailureAsync(account, now, failure, stop);
            SweepCounts.Looked("failed", 0);
            LogFailed(log, failure.Message);
            return false;
        }
    }

    async Task<int> FindLostAsync(SweepAccount account, DateTimeOffset since, DateTimeOffset now, CancellationToken stop)
    {
        var found = 0;
        for (string? from = null; ;)
        {
            var page = await retell.ListAsync(account, since, from, stop);
            var told = await arrived.OfAsync(account, page.Calls.Select(x => x.CallId), stop);
            foreach (var call in Missing.Of(page.Calls, account.Agents, told, rules.Grace, now)) found += await FetchAsync(account, call.CallId, told[call.CallId], stop);
            if ((from = page.Next) is null) return found;
        }
    }

    async Task<int> FinishAsync(SweepAccount account, IEnumerable<Unfinished.Call> calls, CancellationToken stop)
    {
        var (ids, found) = (calls.Select(x => x.CallId).ToList(), 0);
        if (ids.Count == 0) return 0;
        var told = await arrived.OfAsync(account, ids, stop);
        foreach (var id in ids) found += await FetchAsync(account, id, told[id], stop);
        return found;
    }

    /// <summary>1 when there was news of the call.</summary>
    async Task<int> FetchAsync(SweepAccount account, string callId, IEnumerable<string> told, CancellationToken stop)
    {
        using var record = await retell.CallAsync(account, callId, stop);
        if (record is null) return 0;
        var news = 0;
        foreach (var body in AsDelivered.Of(record.RootElement, told))
        {
            var now = time.GetUtcNow();
            var delivery = new Delivery(Guid.CreateVersion7(now), now, now, body) { SignedBy = account.Tenant, Origin = Delivery.FromSweep };
            if (!await door.KeepAsync(delivery, TimeSpan.FromSeconds(10), stop)) throw new NotAnswered("What Retell told could not be stored");
            news = 1;
        }
        return news;
    }

    static async Task<object?> AskAsync(NpgsqlConnection connection, string sql, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(sql, connection) { Parameters = { new() { Value = Lock } } };
        return await command.ExecuteScalarAsync(stop);
    }

    [LoggerMessage(LogLevel.Information, "Retell knew of {Calls} calls that no webhook had told about in full; they are taken in")]
    static partial void LogFound(ILogger log, int calls);

    [LoggerMessage(LogLevel.Warning, "Retell's calls could not be looked through: {Reason}")]
    static partial void LogFailed(ILogger log, string reason);
}
