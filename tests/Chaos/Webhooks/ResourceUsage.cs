using System.Diagnostics;
using System.Globalization;

namespace Switchhook.Chaos.Webhooks;

/// <summary>What the site holds of the machine, and of its database, every few seconds.</summary>
public sealed class ResourceUsage(WebhookTestbed testbed)
{
    public sealed record Sample(double Minute, double Megabytes, int Handles, int Threads, long Messages, long Deliveries, long Bytes);

    static readonly TimeSpan Look = TimeSpan.FromSeconds(5);
    readonly List<Sample> samples = [];
    readonly Stopwatch since = Stopwatch.StartNew();

    public IReadOnlyList<Sample> Samples => samples;

    public async Task WatchAsync(CancellationToken stop)
    {
        for (; !stop.IsCancellationRequested; await Task.Delay(Look, CancellationToken.None))
            samples.Add(await TakeAsync());
    }

    async Task<Sample> TakeAsync()
    {
        using var app = Process.GetProcessById(testbed.Nodes[0].Id);
        var (messages, deliveries, bytes) = (
            await testbed.QueryAsync(
                """
                select (select count(*) from wolverine.wolverine_incoming_envelopes), (select count(*)
                    from calls.deliveries), pg_database_size(current_database())
                """,
                row => (row.GetInt64(0), row.GetInt64(1), row.GetInt64(2))
            )
        )[0];
        return new(
            since.Elapsed.TotalMinutes,
            app.WorkingSet64 / 1e6,
            Directory.GetFiles($"/proc/{app.Id}/fd").Length,
            app.Threads.Count,
            messages,
            deliveries,
            bytes
        );
    }

    /// <summary>The slope of the line that lies closest to all samples from that minute on.</summary>
    public double MegabytesPerMinute(double from)
    {
        var some = samples.Where(x => x.Minute >= from).ToList();
        var (minute, megabytes) = (some.Average(x => x.Minute), some.Average(x => x.Megabytes));
        return some.Sum(x => (x.Minute - minute) * (x.Megabytes - megabytes)) / some.Sum(x => (x.Minute - minute) * (x.Minute - minute));
    }

    /// <summary>By how much the last quarter lies above the first, in the middle of each.</summary>
    public double Growth(double from, Func<Sample, int> of)
    {
        var some = samples.Where(x => x.Minute >= from).Select(of).ToList();
        return Middle(some.TakeLast(some.Count / 4)) - Middle(some.Take(some.Count / 4));
    }

    /// <summary>What the database grew by for each delivery in that half of the time.</summary>
    public double BytesPerDelivery(int half)
    {
        var (first, last) = half == 1 ? (samples[0], samples[samples.Count / 2]) : (samples[samples.Count / 2], samples[^1]);
        return (double)(last.Bytes - first.Bytes) / Math.Max(1, last.Deliveries - first.Deliveries);
    }

    static double Middle(IEnumerable<int> some) => some.Order().ToList() is { Count: > 0 } sorted ? sorted[sorted.Count / 2] : 0;

    public Task WriteAsync(string file) =>
        File.WriteAllLinesAsync(
            file,
            samples.Select(x =>
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{x.Minute:0.00}\t{x.Megabytes:0.0}\t{x.Handles}\t{x.Threads}\t{x.Messages}\t{x.Deliveries}\t{x.Bytes}"
                )
            )
        );
}
