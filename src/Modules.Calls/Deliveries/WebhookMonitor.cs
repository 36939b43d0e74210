using System.Diagnostics.Metrics;
using Marten;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Switchhook.Calls.Deliveries;

/// <summary>
/// Keeps the figures of the webhook at hand, for the meter <c>switchhook.webhooks</c> and for /health/ready: neither asks the database
/// itself.
/// </summary>
public sealed partial class WebhookMonitor : BackgroundService
{
    static readonly TimeSpan Every = TimeSpan.FromSeconds(15);
    readonly (IDocumentStore Store, TimeProvider Time, IHostApplicationLifetime Life, ILogger<WebhookMonitor> Log) dependencies;
    readonly Meter meter = new("switchhook.webhooks");

    public WebhookMonitor(IDocumentStore store, TimeProvider time, IHostApplicationLifetime life, ILogger<WebhookMonitor> log)
    {
        dependencies = (store, time, life, log);
        Gauge(
            "silence",
            "s",
            "Seconds since Retell last sent what it had signed",
            x => (dependencies.Time.GetUtcNow() - x.Figures.LastValid)?.TotalSeconds
        );
        Gauge("failure_rate", "1", "Of the last day's signed deliveries, the part that could not be applied", x => x.Figures.FailureRate());
        Gauge("queue.depth", "{delivery}", "Deliveries that wait to be understood", x => x.Figures.Waiting);
        Gauge("queue.age", "s", "Seconds that the oldest of them has waited", x => x.Figures.OldestWaitSeconds);
        Gauge(
            "looks.failing",
            "{account}",
            "Accounts at Retell whose calls could not be looked through the last time",
            x => x.Figures.FailingReconciliations
        );
        Gauge(
            "looks.age",
            "s",
            "Seconds since the account that has waited longest was looked through",
            x => (dependencies.Time.GetUtcNow() - x.Figures.ReconciledUntil)?.TotalSeconds
        );
    }

    /// <summary>Null until first looked.</summary>
    public (WebhookStatistics Figures, ArrivalPattern Rhythm)? Latest { get; private set; }

    public async Task RefreshAsync(CancellationToken stop)
    {
        await using var session = dependencies.Store.QuerySession("intake");
        var now = dependencies.Time.GetUtcNow();
        Latest = (
            await WebhookStatistics.ReadAsync(session, now, stop),
            await ArrivalPattern.ReadAsync(session, everybody: true, now, stop)
        );
    }

    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        var started = new TaskCompletionSource();
        dependencies.Life.ApplicationStarted.Register(started.SetResult);
        try
        {
            await started.Task.WaitAsync(stop);
            for (; ; await Task.Delay(Every, dependencies.Time, stop))
                try
                {
                    await RefreshAsync(stop);
                }
                catch (Exception away) when (!stop.IsCancellationRequested)
                {
                    LogReadFailed(dependencies.Log, away.GetType().Name);
                }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested) { }
    }

    void Gauge(string name, string unit, string description, Func<(WebhookStatistics Figures, ArrivalPattern Rhythm), double?> read) =>
        meter.CreateObservableGauge(
            "switchhook.webhooks." + name,
            () => Latest is { } newest && read(newest) is { } value ? [new Measurement<double>(value)] : Array.Empty<Measurement<double>>(),
            unit,
            description
        );

    public override void Dispose()
    {
        meter.Dispose();
        base.Dispose();
    }

    [LoggerMessage(LogLevel.Warning, "Webhook statistics could not be read: {Reason}")]
    static partial void LogReadFailed(ILogger log, string reason);
}
