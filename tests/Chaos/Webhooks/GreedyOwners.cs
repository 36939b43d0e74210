using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Shouldly;
using Switchhook.Model;
using Xunit;

namespace Switchhook.Chaos.Webhooks;

/// <summary>
/// Some owners send bodies that are as costly as bodies can be, strangers begin large ones and never finish them, and meanwhile a modest
/// owner's calls come in. <c>bin/chaos greedy</c> says for how long, and how many there are.
/// </summary>
[Collection(nameof(ExclusiveCollection))]
public class GreedyOwners
{
    static readonly int Seed = ChaosOptions.Number("CHAOS_SEED", 1),
        Seconds = ChaosOptions.Number("CHAOS_SECONDS", 4),
        Owners = ChaosOptions.Number("CHAOS_OWNERS", 3),
        GreedyCount = ChaosOptions.Number("CHAOS_GREEDY", 2);
    const int HalfSent = 30,
        PromisedBytes = 10_000_000;

    [Fact]
    public async Task owners_delay_nobody_but_themselves()
    {
        await using var testbed = await WebhookTestbed.PrepareAsync(tenants: Owners);
        var node = testbed.Nodes[0];
        var (account, email) = await ChaosEnvironment.AccountAsync(testbed.Superuser);
        var own = (await testbed.LinkAsync([account]))[0];
        using var owner = await ChaosEnvironment.EnterAsync(email, node);
        using var caller = new WebhookClient();
        var (shown, statuses) = (new ConcurrentBag<TimeSpan>(), new ConcurrentBag<int>());
        await ShowAsync(0);
        shown.Clear();

        var before = Resident(node.Id);
        var sockets = await Task.WhenAll(Enumerable.Range(0, HalfSent).Select(i => HalfSendAsync(node.Address, isSigned: i % 2 == 0)));
        var grown = Resident(node.Id) - before;

        using var over = new CancellationTokenSource(TimeSpan.FromSeconds(Seconds));
        var greedy = testbed
            .LinkedAgents.DistinctBy(x => x.Tenant)
            .Take(GreedyCount)
            .SelectMany((line, i) => Enumerable.Range(0, 2).Select(j => SendCostlyAsync(line.AgentId, i * 2 + j)))
            .ToList();
        for (var i = 1; !over.IsCancellationRequested || i <= 3; i++)
        {
            await ShowAsync(i);
            await Task.Delay(100, CancellationToken.None);
        }
        await Task.WhenAll(greedy);
        var halves = (await Task.WhenAll(sockets.Select(StatusAsync))).CountBy(x => x).OrderBy(x => x.Key).ToDictionary();
        var drained = await QueueDrained.ReachedAsync(testbed, TimeSpan.FromSeconds(60));
        var verdicts = await testbed.QueryAsync(
            "select verdict || ' ' || count(*) from calls.deliveries where event = 'call_analyzed' group by verdict",
            row => row.GetString(0)
        );

        var (spread, broken) = (LatencyPercentiles.Of(shown), statuses.Count(x => x >= 500));
        ChaosOptions.Report(
            string.Create(
                CultureInfo.InvariantCulture,
                $"modest, from the ack to the page: {spread}; costly bodies of {Costly("agent", 0, 0).Length / 1000} kB: "
                    + $"{string.Join(", ", verdicts)}, drained {drained.TotalSeconds:0.0} s after the last"
            ),
            string.Create(
                CultureInfo.InvariantCulture,
                $"{HalfSent} half-sent bodies of {PromisedBytes / 1_000_000} MB: {grown / 1_000_000} MB more memory, answered "
                    + $"{string.Join(", ", halves.Select(x => $"{x.Key}: {x.Value}"))}"
            ),
            string.Create(
                CultureInfo.InvariantCulture,
                $"owners {Owners + 1}, greedy {GreedyCount}, modest p99 {spread.P99.TotalMilliseconds:0} ms, 5xx {broken}"
            )
        );
        broken.ShouldBe(0);
        statuses.ShouldAllBe(x => x / 100 == 2);
        // Who has sent for a minute what takes half an hour to read waits for it: none of it may be set aside.
        verdicts.ShouldAllBe(x =>
            x.StartsWith("applied ", StringComparison.Ordinal) || x.StartsWith("accepted ", StringComparison.Ordinal)
        );
        verdicts.ShouldContain(x => x.StartsWith("applied ", StringComparison.Ordinal));
        spread.P50.ShouldBeLessThan(TimeSpan.FromSeconds(5), "before they took turns, one such body held everybody up for longer");
        grown.ShouldBeLessThan(250_000_000);
        halves.Select(x => x.Key).ShouldBe([401, 408, 429], customMessage: "unsigned, not arriving, and more than there is room for");

        async Task ShowAsync(int i)
        {
            var started = new RandomCall(Seed * 10_000 + i, own.AgentId).Started;
            statuses.Add((int)await caller.PostAsync(node.Address, started.Body()));
            var acked = Stopwatch.GetTimestamp();
            await ChaosOptions.UntilAsync(
                async () =>
                {
                    var page = await owner.GetAsync($"/calls/{started.CallId}");
                    if ((int)page.Status >= 500)
                        statuses.Add((int)page.Status);
                    return page.Status == HttpStatusCode.OK;
                },
                "the modest owner's call stands on its page"
            );
            shown.Add(Stopwatch.GetElapsedTime(acked));
        }

        async Task SendCostlyAsync(string agent, int sender)
        {
            for (var i = 0; !over.IsCancellationRequested; i++)
                statuses.Add((int)await caller.PostAsync(node.Address, Costly(agent, sender, i)));
        }
    }

    /// <summary>As many answers and lines as there is room for: each answer would be looked for in each line.</summary>
    static byte[] Costly(string agent, int sender, int number)
    {
        var turns = string.Join(
            ',',
            Enumerable
                .Range(0, 9_000)
                .Select(i =>
                    $$"""{"role":"{{(i % 2 == 0 ? "user" : "agent")}}","content":"the {{i}}th thing that was said in this call"}"""
                )
        );
        var fields = string.Join(',', Enumerable.Range(0, 2_000).Select(i => $"\"answer_{i}\":\"the {i}th thing that nobody said\""));
        return Encoding.UTF8.GetBytes(
            $$"""
            {"event":"call_analyzed","call":{"call_id":"call_greedy_{{Seed}}_{{sender}}_{{number}}","call_type":"phone_call","agent_id":"{{agent}}","direction":"inbound",
            "from_number":"+14155550142","to_number":"+14157774444","transcript_object":[{{turns}}],"call_analysis":{"call_summary":"Long","custom_analysis_data":{ {{fields}} } } } }
            """
        );
    }

    /// <summary>Half of it, over a connection that then says nothing more.</summary>
    static async Task<Socket> HalfSendAsync(string address, bool isSigned)
    {
        var url = new Uri(address);
        var signature = isSigned ? $"X-Retell-Signature: {WebhookClient.Sign([], DateTimeOffset.UtcNow)}\r\n" : "";
        var head = string.Create(
            CultureInfo.InvariantCulture,
            $"POST /api/retell/webhook HTTP/1.1\r\nHost: {url.Authority}\r\nContent-Type: application/json\r\nContent-Length: "
                + $"{PromisedBytes}\r\n{signature}\r\n"
        );
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, url.Port);
        try
        {
            await socket.SendAsync(Encoding.ASCII.GetBytes(head));
            var part = new byte[PromisedBytes / 2];
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2));
            for (var sent = 0; sent < part.Length; )
                sent += await socket.SendAsync(part.AsMemory(sent), patience.Token);
        }
        catch (Exception refused) when (refused is SocketException or OperationCanceledException)
        { /* The site has hung up, or reads no further. */
        }
        return socket;
    }

    static async Task<int> StatusAsync(Socket socket)
    {
        using (socket)
        using (var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30)))
        {
            var line = new byte["HTTP/1.1 200".Length];
            for (var read = 0; read < line.Length; )
            {
                var more = await socket.ReceiveAsync(line.AsMemory(read), patience.Token);
                if (more == 0)
                    return 0;
                read += more;
            }
            return int.Parse(line.AsSpan(line.Length - 3), CultureInfo.InvariantCulture);
        }
    }

    static long Resident(int process)
    {
        using var site = Process.GetProcessById(process);
        return site.WorkingSet64;
    }
}
