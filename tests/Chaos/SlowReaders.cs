using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Shouldly;
using Switchhook.Chaos.Webhooks;
using Switchhook.Scenarios;
using Xunit;

namespace Switchhook.Chaos;

/// <summary>
/// Many ask for exports, recordings and live updates and then read nothing of them. The site has fewer connections for its pages than there
/// are such readers, and its pages come all the same. <c>bin/chaos slowreaders</c> has 200 of them.
/// </summary>
[Collection(nameof(ExclusiveCollection))]
public sealed class SlowReaders
{
    static readonly int Readers = ChaosOptions.Number("CHAOS_READERS", 40),
        Seconds = ChaosOptions.Number("CHAOS_SECONDS", 2);

    /// <summary>What each of them asks for, one after the other: an account prepares one export at a time.</summary>
    static readonly string[] Kinds =
    [
        "/calls?handler=Export",
        "/account/export",
        "/calls/{call}/recording",
        "/calls/{call}/recording?download",
        "/live",
    ];

    static readonly string[] Pages = ["/", "/calls", "/leads", "/webhooks", "/account"];

    [Fact]
    public async Task cost_nobody_a_page()
    {
        var watch = Stopwatch.StartNew();
        await using var environment = await ChaosEnvironment.PrepareAsync(
            ("ConnectionStrings__Postgres", "{database};Maximum Pool Size=12")
        );
        using var caller = new WebhookClient();
        var (held, broken) = (new ConcurrentBag<Socket>(), new ConcurrentBag<string>());
        var owners = new List<(BrowserSession Visitor, string Call)>();
        for (var i = 0; i < Math.Max(1, Readers / Kinds.Length); i++)
            owners.Add(await OwnerAsync(environment, caller));
        try
        {
            await Parallel.ForEachAsync(
                owners,
                new ParallelOptions { MaxDegreeOfParallelism = 4 },
                async (owner, _) =>
                {
                    foreach (var kind in Kinds)
                        if (
                            await OpenAsync(
                                environment.App.Address,
                                kind.Replace("{call}", owner.Call, StringComparison.Ordinal),
                                owner.Visitor.CookieHeader
                            )
                            is var (socket, status)
                        )
                        {
                            held.Add(socket);
                            if (status != "200")
                                broken.Add($"{kind}: {status}");
                        }
                }
            );
            broken.ShouldBeEmpty();

            var (visitor, call) = await OwnerAsync(environment, caller);
            var (times, errors) = (new ConcurrentBag<TimeSpan>(), new ConcurrentBag<string>());
            var until = Stopwatch.StartNew();
            await Task.WhenAll(
                Enumerable
                    .Range(0, 4)
                    .Select(async first =>
                    {
                        for (var i = first; until.Elapsed < TimeSpan.FromSeconds(Seconds) || i < 5; i++)
                        {
                            var asked = Stopwatch.GetTimestamp();
                            var answer = await visitor.GetAsync(Pages[i % Pages.Length]);
                            times.Add(Stopwatch.GetElapsedTime(asked));
                            if (answer.Status != HttpStatusCode.OK)
                                errors.Add($"{answer.Path}: {(int)answer.Status}");
                        }
                    })
            );
            // Who reads gets theirs, also while the others do not.
            (await visitor.GetAsync("/calls?handler=Export")).Text.ShouldContain(call);
            (await visitor.BytesAsync("/account/export")).Length.ShouldBeGreaterThan(100_000);
            var ready = (await visitor.GetAsync("/health/ready")).Status;
            var spread = LatencyPercentiles.Of(times);
            ChaosOptions.Report(
                $"pages: {spread} (to reach: p99 < 1000)",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"slowreaders: readers {held.Count}, pages {times.Count}, p99 {spread.P99.TotalMilliseconds:0} ms, 5xx "
                        + $"{errors.Count}; {watch.Elapsed.TotalSeconds:0} s"
                )
            );
            errors.ShouldBeEmpty();
            ready.ShouldBe(HttpStatusCode.OK);
            spread.P50.ShouldBeLessThan(TimeSpan.FromSeconds(1));
            visitor.Dispose();
        }
        finally
        {
            foreach (var socket in held)
                socket.Dispose();
            foreach (var (visitor, _) in owners)
                visitor.Dispose();
        }
    }

    /// <summary>Somebody with 1,500 calls, three megabytes of words: more than any buffer on the way holds.</summary>
    static async Task<(BrowserSession, string Call)> OwnerAsync(ChaosEnvironment environment, WebhookClient caller)
    {
        var (tenant, email) = await ChaosEnvironment.AccountAsync(environment.Owner);
        var (agent, call) = ($"agent_{Guid.NewGuid():N}", $"call_{Guid.NewGuid():N}");
        await using (
            var route = environment.Worker.CreateCommand(
                "insert into calls.agent_routes (retell_agent_id, tenant_id, linked, agent_name, heard_at) values ($1, $2, true, "
                    + "'Front desk', now())"
            )
        )
        {
            route.Parameters.AddWithValue(agent);
            route.Parameters.AddWithValue($"{tenant:D}");
            await route.ExecuteNonQueryAsync();
        }
        var body = JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                @event = "call_analyzed",
                call = new
                {
                    call_id = call,
                    agent_id = agent,
                    call_type = "phone_call",
                    direction = "inbound",
                    from_number = "+14155550142",
                    to_number = "+14155550100",
                    call_status = "ended",
                    start_timestamp = 1764000000000,
                    end_timestamp = 1764000060000,
                    disconnection_reason = "user_hangup",
                    recording_url = environment.Retell.Url + "/recordings/long.wav",
                    call_analysis = new { call_summary = "A question.", user_sentiment = "Neutral" },
                },
            }
        );
        // As Retell does: what is not taken in time is sent again.
        await ChaosOptions.UntilAsync(
            async () => await caller.PostAsync(environment.App.Address, body) == HttpStatusCode.NoContent,
            "the call is taken in"
        );
        await ChaosOptions.UntilAsync(
            async () =>
                (
                    await environment.QueryAsync(
                        $"select count(*) from calls.mt_doc_calllist where tenant_id = '{tenant:D}'",
                        row => row.GetInt64(0)
                    )
                )[0] == 1,
            "the call is listed"
        );
        foreach (var table in (string[])["calls.mt_doc_calllist", "calls.mt_doc_calldetails"])
        {
            await using var many = environment.Worker.CreateCommand(
                $$"""
                insert into {{table}}
                select (jsonb_populate_record(c, jsonb_build_object('id', c.id || '-' || g, 'data', jsonb_set(c.data, '{Analysis,Summary}',
                  to_jsonb((select string_agg(md5(g::text || x::text || c.id), '') from generate_series(1, 64) x)))))).*
                from {{table}} c, generate_series(1, 1500) g where c.tenant_id = '{{tenant:D}}'
                """
            );
            await many.ExecuteNonQueryAsync();
        }
        return (await ChaosEnvironment.EnterAsync(email, environment.App), call);
    }

    /// <summary>Reads the status and then nothing more.</summary>
    static async Task<(Socket Socket, string Status)> OpenAsync(string address, string path, string cookie)
    {
        var uri = new Uri(address);
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096 };
        await socket.ConnectAsync(IPAddress.Loopback, uri.Port);
        await socket.SendAsync(
            Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: {uri.Authority}\r\nCookie: {cookie}\r\nAccept: */*\r\n\r\n")
        );
        var (line, read) = (new byte[12], 0);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (read < line.Length && await socket.ReceiveAsync(line.AsMemory(read), limit.Token) is > 0 and var more)
            read += more;
        return (socket, Encoding.ASCII.GetString(line, 9, 3));
    }
}
