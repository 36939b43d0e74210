using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Shouldly;
using Xunit;

namespace Switchhook.Chaos.Webhooks;

/// <summary>
/// The site is away until Retell has given up on every delivery; then it is back, and later the deliveries come after all. <c>bin/chaos
/// outage</c> says of how many calls.
/// </summary>
public class Outages
{
    static readonly int Seed = ChaosOptions.Number("CHAOS_SEED", 1),
        Calls = ChaosOptions.Number("CHAOS_CALLS", 200);
    static readonly TimeSpan ToFindAll = TimeSpan.FromMinutes(5);
    static readonly string[] Scenarios = ["booking", "question", "hangup", "voicemail", "angry", "spam", "never_connected", "wrong_number"];

    [Fact]
    public async Task lose_no_call_and_double_none()
    {
        var watch = Stopwatch.StartNew();
        await using var testbed = await WebhookTestbed.PrepareAsync(
            tenants: 1,
            settings: [("Calls__SweepMinutes", "0.05"), ("Calls__SweepGraceSeconds", "0"), ("Retell__RecordingHosts__0", "127.0.0.1")]
        );
        var agents = new List<string>();
        for (var i = 0; i < 3; i++)
            agents.Add(await testbed.AgentAsync());
        await testbed.Nodes[0].KillAsync();

        using var retell = new HttpClient
        {
            BaseAddress = new Uri(testbed.Retell.Url + "/"),
            DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", PretendRetell.Key) },
        };
        var calls = new List<string>();
        for (var i = 0; i < Calls; i++)
        {
            var answer = await retell.PostAsJsonAsync(
                "simulate-call",
                new
                {
                    agent_id = agents[i % agents.Count],
                    scenario = Scenarios[(Seed + i) % Scenarios.Length],
                    seed = Seed * 10_000 + i,
                }
            );
            calls.Add((string)(await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonObject>())!["call_id"]!);
        }
        var records = new Dictionary<string, JsonObject>();
        await ChaosOptions.UntilAsync(
            async () =>
            {
                foreach (var call in calls.Where(x => !records.ContainsKey(x)))
                    if (
                        await retell.GetFromJsonAsync<JsonObject>($"v2/get-call/{call}") is { } record
                        && record.ContainsKey("call_analysis")
                    )
                        records[call] = record;
                return records.Count == Calls;
            },
            "every call is over"
        );
        await ChaosOptions.UntilAsync(() => Task.FromResult(!testbed.Retell.IsDelivering), "Retell has given up on every delivery");

        await testbed.Nodes[0].StartAsync();
        var back = Stopwatch.StartNew();
        while (back.Elapsed < ToFindAll && await CompleteAsync(testbed, calls) < Calls)
            await Task.Delay(100);
        var (found, after) = (await CompleteAsync(testbed, calls), back.Elapsed);
        using var caller = new WebhookClient();
        await Parallel.ForEachAsync(
            records.Values.SelectMany(Late),
            new ParallelOptions { MaxDegreeOfParallelism = 8 },
            async (body, stop) => ((int)await caller.PostAsync(testbed.Nodes[0].Address, body, stop)).ShouldBeInRange(200, 299)
        );
        await QueueDrained.ReachedAsync(testbed, TimeSpan.FromSeconds(60));

        var kept = await StoredState.ReadAsync(testbed);
        var doubled = ConsistencyReport.Doubles(kept).ToList();
        ChaosOptions.Report([
            .. doubled.Take(20),
            .. kept.DeadLetters,
            string.Create(
                CultureInfo.InvariantCulture,
                $"seed {Seed}, calls {Calls}, found {found} within {after.TotalSeconds:0.0} s of the return, doubled "
                    + $"{doubled.Count}, stuck {kept.Waiting.Count}, dead letters {kept.DeadLetters.Count}; "
                    + $"{watch.Elapsed.TotalSeconds:0} s"
            ),
        ]);
        found.ShouldBe(Calls, $"seed {Seed}");
        doubled.ShouldBeEmpty($"seed {Seed}");
        (kept.Waiting.Count, kept.DeadLetters.Count).ShouldBe((0, 0));
        kept.Events.Select(x => x.Key).Intersect(calls).Count().ShouldBe(Calls);
    }

    static async Task<int> CompleteAsync(WebhookTestbed testbed, IEnumerable<string> calls) =>
        (
            await testbed.QueryAsync(
                "select substr(id, 6) from calls.mt_doc_calldetails where data -> 'Over' = 'true' and data ->> 'Analysis' is not null",
                row => row.GetString(0)
            )
        )
            .Intersect(calls)
            .Count();

    /// <summary>What the webhooks would have said, twice.</summary>
    static IEnumerable<byte[]> Late(JsonObject record)
    {
        string[] never = ["call_analysis"],
            untilTheEnd =

            [
                .. never,
                "end_timestamp",
                "duration_ms",
                "disconnection_reason",
                "transcript",
                "transcript_object",
                "transcript_with_tool_calls",
                "recording_url",
                "call_cost",
                "latency",
            ];
        byte[][] bodies =
        [
            .. record.ContainsKey("start_timestamp") ? [Body("call_started", untilTheEnd)] : Array.Empty<byte[]>(),
            Body("call_ended", never),
            Body("call_analyzed", []),
        ];
        return bodies.Concat(bodies);

        byte[] Body(string name, string[] without)
        {
            var call = record.DeepClone().AsObject();
            foreach (var field in without)
                call.Remove(field);
            return Encoding.UTF8.GetBytes(new JsonObject { ["event"] = name, ["call"] = call }.ToJsonString());
        }
    }
}
