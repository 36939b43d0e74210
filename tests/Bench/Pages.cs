using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Configuration;
using Npgsql;
using Switchhook.App.Platform;
using Switchhook.App.Platform.Postgres;
using Switchhook.Scenarios;

namespace Switchhook.Bench;

/// <summary>What the pages about calls cost an owner with very many of them, among everybody's.</summary>
public static class Pages
{
    const int Rounds = 300, WordsOf = 20;
    static readonly TimeSpan Target = TimeSpan.FromMilliseconds(50);

    public static async Task<int> MeasureAsync(int own, int all)
    {
        var data = PublishedSite.NewDataFolder();
        try
        {
            await using var site = await PublishedSite.StartAsync(data);
            using var owner = site.Visitor();
            await owner.SignInAsync();
            await owner.CreateAgentAsync();
            var (call, _) = await owner.TakeCallAsync();
            await owner.FindAsync(call, "Booked");
            await using var server = await EmbeddedPostgres.StartAsync(new DataFolder(data), PublishedBuild.Folder);
            var databases = new Databases(server.ConnectionString, new ConfigurationBuilder().Build());
            await using var worker = databases.Open(Databases.Worker);
            await FillAsync(worker, call["/calls/".Length..], own, all);
            await using (var tables = databases.Open(Databases.Owner)) await Multiplied.ExecuteAsync(tables, "vacuum (analyze)");
            Console.WriteLine($"{own:#,0} calls of the reader among {all:#,0}");

            var met = true;
            var before = await ScansAsync(worker);
            foreach (var (name, path) in new[] { ("dashboard", "/"), ("call list", "/calls"), ("call list, filtered", "/calls?outcome=booked&period=month"), ("search", "/calls?q=appointment"), ("call page", call), ("webhooks", "/webhooks") })
                met &= await MeasureAsync(owner, name, path);
            var scans = (await ScansAsync(worker)).Where(x => x.Value > before.GetValueOrDefault(x.Key)).Select(x => $"{x.Key} {x.Value - before.GetValueOrDefault(x.Key)}").ToList();
            Console.WriteLine($"tables of calls read from end to end meanwhile, by PostgreSQL's own count: {(scans.Count == 0 ? "none" : string.Join(", ", scans))}");
            return met && scans.Count == 0 ? 0 : 1;
        }
        finally
        {
            await PublishedSite.ClearAsync(data);
        }
    }

    static async Task<bool> MeasureAsync(Visitor owner, string name, string path)
    {
        var times = new List<TimeSpan>(Rounds);
        for (var i = -20; i < Rounds; i++)
        {
            var watch = Stopwatch.StartNew();
            using var answer = await owner.ReceiveAsync(path);
            var body = await answer.Content.ReadAsByteArrayAsync();
            if (!answer.IsSuccessStatusCode || body.Length == 0) throw new InvalidOperationException($"{path}: {answer.StatusCode}");
            if (i >= 0) times.Add(watch.Elapsed);
        }
        times.Sort();
        var (p50, p99) = (times[Rounds / 2], times[Rounds * 99 / 100]);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-22} p50 {p50.TotalMilliseconds,6:0.0} ms   p99 {p99.TotalMilliseconds,6:0.0} ms   (target p99 < {Target.TotalMilliseconds:0} ms: {(p99 < Target ? "met" : "missed")})"));
        return p99 < Target;
    }

    static async Task FillAsync(NpgsqlDataSource worker, string call, int own, int all)
    {
        foreach (var table in (string[])["calls.mt_doc_calllist", "calls.mt_doc_calldetails"])
        {
            // Spread over a year, and over people each of whom has a thousand.
            foreach (var (times, tenant) in new[] { (own, "t.tenant_id"), (all - own, "md5('somebody ' || (n / 1000))::uuid::text") })
                await Multiplied.CopyAsync(worker, table, $"t.id = 'call/{call}'", times, ("tenant_id", tenant), ("id", "'call/call_copy' || n"), ("at", $"t.at - n * interval '365 days' / {times}"));
        }
        await Multiplied.CopyAsync(worker, "calls.words", $"t.id = 'call/{call}'", own / WordsOf, ("id", "'call/call_copy' || n"));
    }

    static async Task<Dictionary<string, long>> ScansAsync(NpgsqlDataSource worker)
    {
        await Task.Delay(TimeSpan.FromSeconds(2));
        await using var command = worker.CreateCommand("select relname, seq_scan from pg_stat_user_tables where relname in ('mt_doc_calllist', 'mt_doc_calldetails', 'words')");
        await using var rows = await command.ExecuteReaderAsync();
        var scans = new Dictionary<string, long>();
        while (await rows.ReadAsync()) scans[rows.GetString(0)] = rows.GetInt64(1);
        return scans;
    }
}
