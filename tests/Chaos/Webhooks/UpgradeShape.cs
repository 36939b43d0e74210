using System.Diagnostics;
using System.Globalization;
using Npgsql;
using Shouldly;
using Xunit;

namespace Switchhook.Chaos.Webhooks;

/// <summary>
/// A new build beside a former one, then in its place, with read models of another shape, while calls go on and callers come back. The new
/// one is kept from bringing everything up to date until the old one has gone: so both meet rows of the other all the time.
/// <c>bin/chaos upgrade-shape</c> builds the former one, and says from which commit.
/// </summary>
[Collection(nameof(ExclusiveCollection))]
public class UpgradeShape
{
    const int RebuildLock = 7464002;
    const double PerSecond = 60;
    static readonly int Seed = ChaosOptions.Number("CHAOS_SEED", 1),
        Seconds = ChaosOptions.Number("CHAOS_SECONDS", 20);

    [Fact(Explicit = true)]
    public async Task loses_nothing_and_gives_nothing_up()
    {
        var former =
            Environment.GetEnvironmentVariable("CHAOS_FORMER")
            ?? throw new InvalidOperationException("Start it by bin/chaos upgrade-shape, which builds the former build.");
        var watch = Stopwatch.StartNew();
        await using var testbed = await WebhookTestbed.PrepareAsync(nodes: 1, build: former, settings: ("Nodes__Several", "true"));
        await using var next = testbed.Another();
        var (old, rotation, turn, ledger) = (testbed.Nodes[0], new List<AppProcess> { testbed.Nodes[0] }, 0, new Ledger());
        using var driver = new LoadDriver(Address, ledger) { Minutely = true };
        using var over = new CancellationTokenSource();
        var load = OpenLoopSchedule.KeepAsync(
            Traffic.Of(Seed, (int)(PerSecond * Seconds * 8), testbed.LinkedAgents),
            PerSecond,
            (sending, _) => driver.SendAsync(sending),
            over.Token
        );
        await Task.Delay(TimeSpan.FromSeconds(Seconds));

        await using var hold = await HoldRebuildAsync(testbed);
        var before = await ShapesAsync(testbed);
        ledger.Meanwhile = "with both: ";
        await next.StartAsync();
        Rotate([old, next]);
        await Task.Delay(TimeSpan.FromSeconds(Seconds));
        ledger.Meanwhile = "while the old one ends: ";
        Rotate([next]);
        await Task.Delay(100);
        await old.EndAsync();
        ledger.Meanwhile = "before all is brought up to date: ";
        await Task.Delay(TimeSpan.FromSeconds(Seconds));
        await hold.DisposeAsync();
        ledger.Meanwhile = "afterwards: ";
        await ChaosOptions.UntilAsync(
            async () => !(await ShapesAsync(testbed)).SetEquals(before),
            "the new build brought the read models up to date"
        );
        await over.CancelAsync();
        await load;
        await QueueDrained.ReachedAsync(testbed, TimeSpan.FromSeconds(60));
        await ChaosOptions.UntilAsync(async () => (await UnmarkedAsync(testbed)) == 0, "no row of the former shape is left");
        await QueueDrained.ReachedAsync(testbed, TimeSpan.FromSeconds(60));

        var verdict = await ConsistencyReport.OfAsync(testbed, [.. ledger.Acked.Select(x => x.Sending)], ledger);
        var (code, said) = await next.RunAsync("projections", "check");
        await ChaosOptions.KeepAsync($"said-upgrade-shape-{Seed}.txt", file => File.WriteAllLinesAsync(file, [old.Said, next.Said, said]));
        var changed = (await ShapesAsync(testbed)).Except(before).Count();
        ChaosOptions.Report([
            .. verdict.Objections.Take(50),
            .. ledger.Otherwise.Select(x => $"{x.Key}: {x.Value}"),
            said.TrimEnd().Split('\n')[^1],
            string.Create(
                CultureInfo.InvariantCulture,
                $"seed {Seed}, read models of another shape {changed}, acked {verdict.Acked}, doubled {verdict.Doubled}, stuck "
                    + $"{verdict.Stuck}, differing calls {verdict.Differing}, {verdict.DeadLetters} dead letters, {verdict.Lost} lost; "
                    + $"{watch.Elapsed.TotalSeconds:0} s"
            ),
        ]);
        changed.ShouldBeGreaterThan(0, "the two builds have the same shapes: there is nothing to see");
        verdict.Objections.ShouldBeEmpty($"seed {Seed}");
        code.ShouldBe(0, said);

        string Address()
        {
            lock (rotation)
                return rotation[turn++ % rotation.Count].Address;
        }
        void Rotate(AppProcess[] among)
        {
            lock (rotation)
            {
                rotation.Clear();
                rotation.AddRange(among);
            }
        }
    }

    static async Task<NpgsqlConnection> HoldRebuildAsync(WebhookTestbed testbed)
    {
        var holder = await testbed.Superuser.OpenConnectionAsync();
        await using var hold = new NpgsqlCommand($"select pg_advisory_lock({RebuildLock})", holder);
        await hold.ExecuteNonQueryAsync();
        return holder;
    }

    static async Task<HashSet<string>> ShapesAsync(WebhookTestbed testbed) =>
        [.. await testbed.QueryAsync("select name || ' ' || shape from platform.read_models", row => row.GetString(0))];

    static async Task<int> UnmarkedAsync(WebhookTestbed testbed)
    {
        var left = 0;
        foreach (
            var table in (string[])
                ["calls.mt_doc_calllist", "calls.mt_doc_calldetails", "leads.mt_doc_leadlist", "leads.mt_doc_leaddetails"]
        )
            left += (await testbed.QueryAsync($"select count(*)::int from {table} where data ->> 'v' is null", row => row.GetInt32(0)))[0];
        return left;
    }
}
