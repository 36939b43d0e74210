using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Configuration;
using Npgsql;
using Switchhook.App.Hosting.Database;
using Switchhook.BuildingBlocks;
using Switchhook.Calls.Search;
using Switchhook.EmbeddedPostgres;
using Switchhook.Published;
using Switchhook.Scenarios;

namespace Switchhook.Bench;

/// <summary>What the pages about calls cost an owner with very many of them, among everybody's.</summary>
public static class Pages
{
    const int Rounds = 300,
        WordsOf = 20;
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
            await owner.FindAsync(call, "Wants an appointment");
            await using var server = await EmbeddedPostgresServer.StartAsync(new DataFolder(data), PublishedBuild.Folder);
            var databases = new Databases(server.ConnectionString, new ConfigurationBuilder().Build());
            await using var worker = databases.Open(DatabaseRole.Worker);
            await FillAsync(worker, call["/calls/".Length..], own, all);
            await using (var tables = databases.Open(DatabaseRole.Owner))
                await CallMultiplier.ExecuteAsync(tables, "vacuum (analyze)");
            Console.WriteLine($"{own:#,0} calls of the reader among {all:#,0}");

            var met = true;
            var before = await ScansAsync(worker);
            var pages = new[]
            {
                ("dashboard", "/"),
                ("call list", "/calls"),
                ("call list, filtered", "/calls?outcome=booked&period=month"),
                ("search", "/calls?q=appointment"),
                ("search, rare", "/calls?q=word1993"),
                ("search, two words", "/calls?q=appointment+word150"),
                ("search, a number", "/calls?q=" + Uri.EscapeDataString("0142")),
                ("call page", call),
                ("webhooks", "/webhooks"),
            };
            foreach (var (name, path) in pages)
                met &= await MeasureAsync(owner, name, path);
            var scans = (await ScansAsync(worker))
                .Where(x => x.Value > before.GetValueOrDefault(x.Key))
                .Select(x => $"{x.Key} {x.Value - before.GetValueOrDefault(x.Key)}")
                .ToList();
            Console.WriteLine(
                $"tables of calls read from end to end meanwhile, by PostgreSQL's own count: "
                    + $"{(scans.Count == 0 ? "none" : string.Join(", ", scans))}"
            );
            await using (var explained = await QueryPlanLog.BeginAsync(server, databases))
                foreach (var (name, path) in pages)
                {
                    using var answer = await owner.ReceiveAsync(path);
                    var (plans, scanning) = await explained.ReadAsync();
                    met &= plans > 0 && scanning.Count == 0;
                    var found = scanning.Count == 0 ? "none of which reads a table of calls from end to end" : string.Join("; ", scanning);
                    Console.WriteLine($"{name, -22} {plans} plans, {found}");
                }
            return met && scans.Count == 0 ? 0 : 1;
        }
        finally
        {
            await PublishedSite.ClearAsync(data);
        }
    }

    static async Task<bool> MeasureAsync(BrowserSession owner, string name, string path)
    {
        var times = new List<TimeSpan>(Rounds);
        for (var i = -20; i < Rounds; i++)
        {
            var watch = Stopwatch.StartNew();
            using var answer = await owner.ReceiveAsync(path);
            var body = await answer.Content.ReadAsByteArrayAsync();
            if (!answer.IsSuccessStatusCode || body.Length == 0)
                throw new InvalidOperationException($"{path}: {answer.StatusCode}");
            if (i >= 0)
                times.Add(watch.Elapsed);
        }
        times.Sort();
        var (p50, p99) = (times[Rounds / 2], times[Rounds * 99 / 100]);
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{name, -22} p50 {p50.TotalMilliseconds, 6:0.0} ms   p99 {p99.TotalMilliseconds, 6:0.0} ms   (target p99 < "
                    + $"{Target.TotalMilliseconds:0} ms: {(p99 < Target ? "met" : "missed")})"
            )
        );
        return p99 < Target;
    }

    static async Task FillAsync(NpgsqlDataSource worker, string call, int own, int all)
    {
        foreach (var table in (string[])["calls.mt_doc_calllist", "calls.mt_doc_calldetails"])
        {
            // Spread over a year, and over people each of whom has a thousand.
            foreach (var (times, tenant) in new[] { (own, "t.tenant_id"), (all - own, "md5('somebody ' || (n / 1000))::uuid::text") })
                await CallMultiplier.CopyAsync(
                    worker,
                    table,
                    $"t.id = 'call/{call}'",
                    times,
                    ("tenant_id", tenant),
                    ("id", "'call/call_copy' || n"),
                    ("at", $"t.at - n * interval '365 days' / {times}")
                );
        }
        // One call in so many has the words of that call; the others some of two thousand, as people's words are: a few of them often, most
        // of them seldom.
        await CallMultiplier.ExecuteAsync(
            worker,
            $"""
            insert into calls.words_of_call (tenant_id, id, caller, said, understood, number)
            select t.tenant_id, 'call/call_copy' || n, t.caller, case when n % {WordsOf} = 0 then t.said || w.words else w.words end, case
                when n % {WordsOf} = 0 then t.understood end, case when n <= {own
                / CallSearchIndexer.Many
                * CallSearchIndexer.Many} then n end
            from calls.words_of_call t, generate_series(1, {own}) n,
              lateral (select ' ' || string_agg(distinct 'word' || (power(2000, abs(hashint4(n * 64 + k)) % 10000 / 10000.0))::int, ' ') ||
                  ' ' as words from generate_series(1, 40) k) w
            where t.id = 'call/{call}'
            """
        );
        await CallMultiplier.ExecuteAsync(
            worker,
            $"""
            insert into calls.calls_of_word (tenant_id, word, calls)
            select tenant_id, word, array_agg(distinct number) from calls.words_of_call, string_to_table(concat(caller, said, understood),
                ' ') word
            where number is not null and word <> '' group by tenant_id, number / {CallSearchIndexer.Many}, word
            """
        );
        // The words of everybody else's calls, a thousand a person.
        await CallMultiplier.ExecuteAsync(
            worker,
            $"""
            insert into calls.words_of_call (tenant_id, id, said, number)
            select md5('somebody ' || (n / 1000))::uuid::text, 'call/call_copy' || n, ' somebody else ', n + {own}
                from generate_series(1, {all
                - own}) n
            """
        );
        await CallMultiplier.ExecuteAsync(
            worker,
            $"""
            insert into calls.calls_of_word (tenant_id, word, calls)
            select md5('somebody ' || s)::uuid::text, c.word, array(select n + {own}
                from generate_series(s * 1000, least(s * 1000 + 999, {all
                - own})) n where n > 0)
            from generate_series(0, {(all - own) / 1000}) s, (select distinct word from calls.calls_of_word) c
            """
        );
        await CallMultiplier.ExecuteAsync(worker, $"select setval('{CallSearchIndex.NumbersTableName}', {Math.Max(all, 1)})");
    }

    static async Task<Dictionary<string, long>> ScansAsync(NpgsqlDataSource worker)
    {
        await Task.Delay(TimeSpan.FromSeconds(2));
        await using var command = worker.CreateCommand(
            "select relname, seq_scan from pg_stat_user_tables where relname in ('mt_doc_calllist', 'mt_doc_calldetails', "
                + "'words_of_call', 'calls_of_word')"
        );
        await using var rows = await command.ExecuteReaderAsync();
        var scans = new Dictionary<string, long>();
        while (await rows.ReadAsync())
            scans[rows.GetString(0)] = rows.GetInt64(1);
        return scans;
    }
}
