using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Switchhook.Published;
using Switchhook.Scenarios;

namespace Switchhook.Bench;

/// <summary>What 500 open dashboards cost the published build, and how soon each of them hears of a change that Retell told of.</summary>
public static class LiveFigures
{
    const int Pages = 500,
        Changes = 40;
    static readonly TimeSpan Idle = TimeSpan.FromSeconds(20),
        Between = TimeSpan.FromMilliseconds(400);

    public static async Task<int> MeasureAsync()
    {
        var data = PublishedSite.NewDataFolder();
        try
        {
            await using var site = await PublishedSite.StartAsync(data);
            using var owner = site.Visitor();
            await owner.SignInAsync();
            await owner.CreateAgentAsync();
            var (call, _) = await owner.TakeCallAsync();
            var agent = Regex.Match((await owner.GetAsync(call)).Text, @"/agent/answered/(\w+)/").Groups[1].Value;
            using var retell = new HttpClient { BaseAddress = new Uri(site.Address) };
            for (var i = 0; i < 20; i++)
                await ChangeAsync(retell, agent, "warm up " + i);
            await Task.Delay(Idle);

            var cpuBefore = site.Cpu;
            await Task.Delay(Idle);
            var without = (Cpu: (site.Cpu - cpuBefore) / Idle, site.Megabytes);
            Console.WriteLine($"without a page: {without.Megabytes:0} MB, {without.Cpu:0.0 %} of a core");

            var opening = Stopwatch.StartNew();
            var open = new List<OpenPage>();
            for (var i = 0; i < Pages; i++)
                open.Add(await OpenPage.OpenAsync(owner));
            Console.WriteLine($"{Pages} streams opened in {opening.Elapsed.TotalSeconds:0.0} s");
            await Task.Delay(2000);
            cpuBefore = site.Cpu;
            await Task.Delay(Idle);
            var with = (Cpu: (site.Cpu - cpuBefore) / Idle, site.Megabytes);
            Console.WriteLine(
                $"with {Pages} idle pages: {with.Megabytes:0} MB, {with.Cpu:0.0 %} of a core: "
                    + $"{(with.Megabytes - without.Megabytes) * 1000 / Pages:0} kB a page"
            );

            cpuBefore = site.Cpu;
            var watch = Stopwatch.StartNew();
            for (var i = 0; i < Changes; i++)
            {
                foreach (var page in open)
                    page.Await();
                await ChangeAsync(retell, agent, "change " + i);
                await Task.WhenAll(open.Select(x => x.Heard)).WaitAsync(TimeSpan.FromSeconds(30));
                await Task.Delay(Between);
            }
            Console.WriteLine(
                $"while {Changes} changes were told to all of them: {(site.Cpu - cpuBefore) / watch.Elapsed:0.0 %} of a core"
            );
            var times = open.SelectMany(x => x.Times).Order().ToArray();
            Console.WriteLine(
                $"from Retell's delivery to the page, {times.Length} deliveries: p50 {At(times, .5)}, p99 {At(times, .99)}, "
                    + $"longest {At(times, 1)}"
            );
            foreach (var page in open)
                page.Dispose();
            return times.Length == Pages * Changes ? 0 : 1;
        }
        finally
        {
            await PublishedSite.ClearAsync(data);
        }
    }

    /// <summary>A call begins. Counted from before it is sent: storing, acknowledging, interpreting and telling are all in it.</summary>
    static async Task ChangeAsync(HttpClient retell, string agent, string what)
    {
        var body =
            $$"""{"event":"call_started","call":{"call_id":"call_{{Guid.NewGuid():N}}","call_type":"phone_call","agent_id":"{{agent}}","agent_name":"{{what}}","call_status":"ongoing","direction":"inbound","from_number":"+14155550142","to_number":"+14155550100","start_timestamp":{{DateTimeOffset.UtcNow.ToUnixTimeMilliseconds()}} } }""";
        var (bytes, at) = (Encoding.UTF8.GetBytes(body), DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());
        var digest = HMACSHA256.HashData(
            Encoding.UTF8.GetBytes(PublishedSite.SandboxKey),
            (byte[])[.. bytes, .. Encoding.UTF8.GetBytes(at.ToString(CultureInfo.InvariantCulture))]
        );
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/retell/webhook") { Content = new ByteArrayContent(bytes) };
        request.Headers.Add("X-Retell-Signature", $"v={at},d={Convert.ToHexStringLower(digest)}");
        (await retell.SendAsync(request)).EnsureSuccessStatusCode();
    }

    static string At(TimeSpan[] times, double share) =>
        times[(int)Math.Min(times.Length - 1, times.Length * share)].TotalMilliseconds.ToString("0.0 ms", CultureInfo.InvariantCulture);

    /// <summary>One stream, and how long each change took to come through it.</summary>
    sealed class OpenPage(EventStreamReader stream) : IDisposable
    {
        readonly ConcurrentQueue<TimeSpan> times = [];
        TaskCompletionSource heard = new();
        long since;

        public Task Heard => heard.Task;
        public IEnumerable<TimeSpan> Times => times;

        public static async Task<OpenPage> OpenAsync(BrowserSession owner)
        {
            var page = new OpenPage(await owner.ListenAsync("/live"));
            if (await page.NextAsync() != "open")
                throw new InvalidOperationException("The stream did not open");
            _ = page.ListenAsync();
            return page;
        }

        public void Await()
        {
            heard = new(TaskCreationOptions.RunContinuationsAsynchronously);
            Volatile.Write(ref since, Stopwatch.GetTimestamp());
        }

        async Task ListenAsync()
        {
            try
            {
                while (true)
                {
                    if (await NextAsync() != "calls" || heard.Task.IsCompleted)
                        continue;
                    times.Enqueue(Stopwatch.GetElapsedTime(Volatile.Read(ref since)));
                    heard.TrySetResult();
                }
            }
            catch (Exception ended) when (ended is IOException or ObjectDisposedException or OperationCanceledException)
            {
                heard.TrySetException(ended);
            }
        }

        Task<string> NextAsync() => stream.NextAsync();

        public void Dispose() => stream.Dispose();
    }
}
