using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Switchhook.BuildingBlocks;
using Switchhook.EmbeddedPostgres;
using Switchhook.Published;

namespace Switchhook.Bench.Ingestion;

/// <summary>The product's webhook beside the floor under it and the usual way, on one PostgreSQL, turn by turn.</summary>
public static class Ingest
{
    static readonly Dictionary<(string System, int Size, int At), List<Round>> rounds = [];

    public static async Task<int> MeasureAsync(Plan plan)
    {
        var data = PublishedSite.NewDataFolder();
        try
        {
            await using var postgres = await EmbeddedPostgresServer.StartAsync(new DataFolder(data), PublishedBuild.Folder);
            await using var site = await PublishedSite.StartAsync(data);
            var ground = new BenchDatabases(postgres);
            await ground.PrepareAsync();
            Server[] all =
            [
                new("product", site.Address, "/api/retell/webhook", site.Process),
                Server.Floor("single", ground.OthersConnection),
                Server.Floor("batched", ground.OthersConnection),
                Server.Node(ground.OthersUrl),
            ];
            try
            {
                return await MeasureAsync(plan, ground, [.. all.Where(x => plan.Systems.Contains(x.Name))]);
            }
            finally
            {
                foreach (var server in all.Skip(1))
                    server.End();
            }
        }
        finally
        {
            await PublishedSite.ClearAsync(data);
        }
    }

    static async Task<int> MeasureAsync(Plan plan, BenchDatabases ground, IReadOnlyList<Server> servers)
    {
        foreach (var server in servers)
        {
            await server.ReadyAsync();
            foreach (var size in plan.Sizes)
                await server.LoadAsync(Order(server, size, 16, Math.Max(4, plan.Seconds / 2)));
        }
        await DrainedAsync(ground);

        foreach (var size in plan.Sizes)
        foreach (var at in plan.Concurrencies)
        {
            for (var round = 0; round < plan.Rounds; round++)
                foreach (var server in servers)
                    await RoundAsync(ground, server, size, at, plan.Seconds);
            Report.Say(size, at, servers.Select(x => (x.Name, (IReadOnlyList<Round>)rounds[(x.Name, size, at)])));
        }
        foreach (var rate in plan.Rates)
            await PacedAsync(plan, ground, servers, rate);
        Report.Ratios(rounds, plan);
        return 0;
    }

    static LoadOrder Order(Server server, int size, int at, double seconds, int rate = 0, bool tell = false) =>
        new(server.Address, server.Path, MinimalWebhookServer.Key, size, at, seconds, rate, BenchDatabases.Agents, tell);

    static async Task RoundAsync(BenchDatabases ground, Server server, int size, int at, double seconds)
    {
        await ground.CheckpointAsync();
        var (worked, database, applied) = (
            server.Worked,
            await ground.WorkedAsync(),
            server.Name == "product" ? await ground.AppliedAsync() : 0
        );
        var watch = Stopwatch.StartNew();
        var sent = await server.LoadAsync(Order(server, size, at, seconds));
        var acked = watch.Elapsed;
        double? toEnd = null;
        if (server.Name == "product")
        {
            await DrainedAsync(ground);
            // The time of the sender's process to start and to end is nobody's.
            toEnd = (await ground.AppliedAsync() - applied) / (sent.Seconds + (watch.Elapsed - acked).TotalSeconds);
        }
        var cpu = (server.Worked - worked + (await ground.WorkedAsync() - database ?? TimeSpan.Zero)) / Math.Max(1, sent.Acked);
        if (!rounds.TryGetValue((server.Name, size, at), out var list))
            rounds[(server.Name, size, at)] = list = [];
        list.Add(new(sent, cpu.TotalMilliseconds, toEnd));
    }

    static async Task DrainedAsync(BenchDatabases ground)
    {
        for (var watch = Stopwatch.StartNew(); await ground.IsBusyAsync(); await Task.Delay(20))
            if (watch.Elapsed > TimeSpan.FromMinutes(5))
                throw new TimeoutException("The queue does not empty.");
    }

    /// <summary>
    /// Arrivals at a given rate, whatever the answers: how long the answer takes, and how long until the call stands in the list.
    /// </summary>
    static async Task PacedAsync(Plan plan, BenchDatabases ground, IReadOnlyList<Server> servers, int rate)
    {
        foreach (var server in servers)
        {
            var (acks, visible) = (new ConcurrentDictionary<string, long>(), new List<double>());
            using var end = new CancellationTokenSource();
            var watching = server.Name == "product" ? Task.Run(() => WatchAsync(ground, acks, visible, end.Token)) : Task.CompletedTask;
            List<LoadResult> all = [];
            for (var round = 0; round < plan.Rounds; round++)
            {
                await ground.CheckpointAsync();
                all.Add(
                    await server.LoadAsync(
                        Order(server, plan.Sizes[0], 32, plan.Seconds, rate, server.Name == "product"),
                        line =>
                        {
                            var parts = line.Split(' ');
                            acks.TryAdd(parts[0], long.Parse(parts[1], CultureInfo.InvariantCulture));
                        }
                    )
                );
            }
            if (server.Name == "product")
                await DrainedAsync(ground);
            await Task.Delay(200, CancellationToken.None);
            await end.CancelAsync();
            await watching;
            Report.Paced(rate, server.Name, all, visible);
        }
    }

    static async Task WatchAsync(
        BenchDatabases ground,
        ConcurrentDictionary<string, long> acks,
        List<double> visible,
        CancellationToken end
    )
    {
        var seen = new HashSet<string>();
        while (!end.IsCancellationRequested)
        {
            var open = acks.Keys.Where(x => !seen.Contains(x)).ToArray();
            foreach (var call in open.Length == 0 ? [] : await ground.VisibleAsync(open))
                if (seen.Add(call))
                    visible.Add(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() - acks[call]);
            await Task.Delay(3, CancellationToken.None);
        }
    }
}

/// <param name="Cpu">Milliseconds of the server and the database for each request.</param>
/// <param name="ToEnd">Deliveries a second that reached the read models; the product's alone.</param>
public sealed record Round(LoadResult Sent, double Cpu, double? ToEnd);
