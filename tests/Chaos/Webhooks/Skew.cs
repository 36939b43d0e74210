using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Shouldly;
using Xunit;

namespace Switchhook.Chaos.Webhooks;

/// <summary>
/// The site's clock is two days ahead for a while, then right again: its webhooks are refused meanwhile, and no call is lost.
/// <c>bin/chaos skew</c> says for how long and of how many calls.
/// </summary>
public class Skew
{
    static readonly int Seed = ChaosOptions.Number("CHAOS_SEED", 1),
        Calls = ChaosOptions.Number("CHAOS_CALLS", 12),
        Seconds = ChaosOptions.Number("CHAOS_SECONDS", 2);
    static readonly TimeSpan Ahead = TimeSpan.FromDays(2);
    static readonly string[] Scenarios = ["question", "hangup", "angry", "spam"];

    [Fact]
    public async Task loses_no_call()
    {
        using var time = FakeTime.OrNone();
        if (time is null)
            Assert.Skip("libfaketime is not installed here.");
        var watch = Stopwatch.StartNew();
        await using var testbed = await WebhookTestbed.PrepareAsync(
            tenants: 1,
            settings: [("Calls__SweepMinutes", "0.01"), ("Calls__SweepGraceSeconds", "0"), .. time.Environment]
        );
        var agent = await testbed.AgentAsync();
        await ChaosOptions.UntilAsync(async () => (await LookedUntilAsync(testbed)) is not null, "the calls have been looked through once");
        using var retell = new HttpClient
        {
            BaseAddress = new Uri(testbed.Retell.Url + "/"),
            DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", PretendRetell.Key) },
        };

        time.Set(Ahead);
        var calls = await CallAsync(retell, agent, Calls / 2);
        await ChaosOptions.UntilAsync(async () => await ConcernAsync(testbed) is not null, "the skew is told by /health/ready");
        var concern = await ConcernAsync(testbed);
        await Task.Delay(TimeSpan.FromSeconds(Seconds));
        calls = [.. calls, .. await CallAsync(retell, agent, Calls - Calls / 2)];
        await ChaosOptions.UntilAsync(() => Task.FromResult(!testbed.Retell.IsDelivering), "Retell has given up or was heard");
        var future = await testbed.QueryAsync("select account from calls.looks where looked_until > now()", row => row.GetString(0));
        var refused = await testbed.QueryAsync(
            "select count(*)::int from calls.deliveries where verdict = 'bad_signature'",
            row => row.GetInt32(0)
        );
        time.Set(TimeSpan.Zero);

        var right = Stopwatch.StartNew();
        await ChaosOptions.UntilAsync(async () => await CompleteAsync(testbed, calls) == calls.Count, "every call is there");
        var found = await CompleteAsync(testbed, calls);
        await ChaosOptions.UntilAsync(async () => await ConcernAsync(testbed) is null, "the skew is told no more");
        ChaosOptions.Report(
            string.Create(
                CultureInfo.InvariantCulture,
                $"seed {Seed}, clock {Ahead.TotalHours:0} h ahead for {Seconds} s, calls {calls.Count}, webhooks refused "
                    + $"{refused[0]}, looks noted in the future {future.Count}, found {found} within {right.Elapsed.TotalSeconds:0.0} s, "
                    + $"lost {calls.Count - found}; {watch.Elapsed.TotalSeconds:0} s"
            )
        );
        found.ShouldBe(calls.Count);
        future.ShouldBeEmpty();
        concern!.ShouldContain("This server's clock is 2 days ahead of Retell's.");
    }

    static async Task<List<string>> CallAsync(HttpClient retell, string agent, int count)
    {
        var calls = new List<string>();
        for (var i = 0; i < count; i++)
        {
            var answer = await retell.PostAsJsonAsync(
                "simulate-call",
                new
                {
                    agent_id = agent,
                    scenario = Scenarios[(Seed + i) % Scenarios.Length],
                    seed = Seed * 10_000 + i,
                }
            );
            calls.Add((string)(await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonObject>())!["call_id"]!);
        }
        return calls;
    }

    static async Task<string?> ConcernAsync(WebhookTestbed testbed)
    {
        using var http = new HttpClient();
        return (await http.GetStringAsync(testbed.Nodes[0].Address + "/health/ready"))
            .Split('\n')
            .FirstOrDefault(x => x.Contains("clock", StringComparison.Ordinal));
    }

    static async Task<DateTimeOffset?> LookedUntilAsync(WebhookTestbed testbed) =>
        (
            await testbed.QueryAsync(
                "select looked_until from calls.looks where account = 'platform' and looked_until is not null",
                row => row.GetFieldValue<DateTimeOffset>(0)
            )
        )
            is [var at, ..]
            ? at
            : null;

    static async Task<int> CompleteAsync(WebhookTestbed testbed, IEnumerable<string> calls) =>
        (
            await testbed.QueryAsync(
                "select substr(id, 6) from calls.mt_doc_calldetails where data -> 'Over' = 'true' and data ->> 'Analysis' is not null",
                row => row.GetString(0)
            )
        )
            .Intersect(calls)
            .Count();
}
