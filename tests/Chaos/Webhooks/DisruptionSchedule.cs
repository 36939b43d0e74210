using System.Diagnostics;

namespace Switchhook.Chaos.Webhooks;

/// <summary>
/// Strikes at the site while it works: blow after blow, spread over the traffic, in an order of chance that the seed repeats.
/// </summary>
public sealed class DisruptionSchedule(WebhookTestbed testbed, Ledger ledger, int seed)
{
    readonly Random chance = new(seed);
    readonly List<TimeSpan> backAfter = [];

    /// <summary>From each kill -9 of the only process to the next 2xx.</summary>
    public IReadOnlyList<TimeSpan> BackAfter => backAfter;
    public int Struck { get; private set; }

    /// <summary>How long a process stands still when it is stopped.</summary>
    public (double Least, double Most) StopSeconds { get; init; } = (5, 8);

    public async Task DisruptAsync(int apps, int postmasters, int backends, int stops, int sendings)
    {
        Disruption[] blows =
        [
            .. Enumerable.Repeat(Disruption.KillApp, apps),
            .. Enumerable.Repeat(Disruption.KillPostmaster, postmasters),
            .. Enumerable.Range(0, backends).Select(i => i % 2 == 0 ? Disruption.KillBackend : Disruption.EndBackend),
            .. Enumerable.Repeat(Disruption.StopApp, stops),
        ];
        chance.Shuffle(blows);
        for (var i = 0; i < blows.Length; i++)
        {
            await HasAckedAsync((int)((long)sendings * (i + 1) / (blows.Length + 2)));
            await Task.Delay(chance.Next(300));
            await DisruptAsync(blows[i]);
            Struck++;
        }
        // Nobody may fall from what hit them later, either.
        await HasAckedAsync(sendings);
    }

    async Task DisruptAsync(Disruption blow)
    {
        var node = testbed.Nodes[chance.Next(testbed.Nodes.Count)];
        var pause = TimeSpan.FromMilliseconds(chance.Next(400));
        var still = TimeSpan.FromSeconds(StopSeconds.Least + chance.NextDouble() * (StopSeconds.Most - StopSeconds.Least));
        switch (blow)
        {
            case Disruption.KillApp:
                var killed = Stopwatch.GetTimestamp();
                await node.KillAsync();
                // With another one left, it has the work to itself for a while.
                await Task.Delay(pause * (testbed.Nodes.Count > 1 ? 10 : 1));
                await node.StartAsync();
                if (testbed.Nodes.Count == 1 && await FirstAckAfterAsync(Stopwatch.GetTimestamp()) is { } ack)
                    backAfter.Add(Stopwatch.GetElapsedTime(killed, ack) - pause);
                break;
            case Disruption.KillPostmaster:
                await testbed.Postgres.KillAsync();
                await Task.Delay(pause * 3);
                await testbed.Postgres.ReviveAsync();
                break;
            case Disruption.StopApp:
                await node.SignalAsync("STOP");
                await Task.Delay(still);
                await node.SignalAsync("CONT");
                break;
            default:
                await StrikeBackendAsync(kill: blow == Disruption.KillBackend);
                break;
        }
    }

    async Task StrikeBackendAsync(bool kill)
    {
        await using var ask = testbed.Superuser.CreateCommand("select pid from pg_stat_activity where usename like '%worker' order by pid");
        var backends = new List<int>();
        await using (var rows = await ask.ExecuteReaderAsync())
            while (await rows.ReadAsync())
                backends.Add(rows.GetInt32(0));
        if (backends.Count == 0)
            return;
        var backend = backends[chance.Next(backends.Count)];
        if (kill)
            await DurablePostgres.KillBackendAsync(backend);
        else
            await EndAsync(backend);
        await ChaosOptions.UntilAsync(async () => await IsThereAsync(), "the database is there again");
    }

    async Task EndAsync(int backend)
    {
        await using var end = testbed.Superuser.CreateCommand("select pg_terminate_backend($1)");
        end.Parameters.AddWithValue(backend);
        await end.ExecuteNonQueryAsync();
    }

    async Task<bool> IsThereAsync()
    {
        try
        {
            return (await testbed.QueryAsync("select 1", row => row.GetInt32(0))).Count == 1;
        }
        catch (Npgsql.NpgsqlException)
        {
            return false;
        }
    }

    async Task HasAckedAsync(int count)
    {
        for (var end = DateTime.UtcNow.AddMinutes(3); ledger.Acked.Count < count && DateTime.UtcNow < end; await Task.Delay(5))
            if (testbed.Nodes.FirstOrDefault(x => !x.IsRunning) is { } ended)
                throw new InvalidOperationException("A process ended by itself:\n" + ended.Said);
    }

    async Task<long?> FirstAckAfterAsync(long moment)
    {
        for (var end = DateTime.UtcNow.AddMinutes(1); DateTime.UtcNow < end; await Task.Delay(2))
            if (ledger.LastAck > moment)
                return ledger.LastAck;
        return null;
    }
}
