using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Switchhook.Calls.Deliveries;

/// <summary>
/// Whether what Retell tells arrives, and is understood. Never unhealthy: a site that could not take calls in for a while is still better
/// than none.
/// </summary>
public sealed class WebhookHealth(WebhookMonitor monitor, TimeProvider time) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken stop = default) =>
        Task.FromResult(
            monitor.Latest is not var (figures, pattern) || Concern(figures, pattern, time.GetUtcNow()) is not { } concern
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Degraded(concern)
        );

    public static string? Concern(WebhookStatistics figures, ArrivalPattern pattern, DateTimeOffset now) =>
        figures switch
        {
            { OldestWaitSeconds: > 60 } => $"{figures.Waiting} webhook deliveries wait to be understood, the oldest for "
                + $"{DeliveryText.Span(TimeSpan.FromSeconds(figures.OldestWaitSeconds))}.",
            { Failed: >= 10 } when figures.FailureRate() > 0.1 =>
                $"{figures.Failed} webhook deliveries of the last day could not be applied.",
            _ when pattern.IsUnusual(now) =>
                $"No valid webhook has arrived for {DeliveryText.Span(pattern.TimeSinceLastDelivery(now)!.Value)}; the longest "
                    + $"pause lately was {DeliveryText.Span(pattern.LongestSilence())}.",
            { FailingReconciliations: > 0, ReconciledUntil: var until } when until is null || now - until > TimeSpan.FromMinutes(30) =>
                "Retell's record of calls could not be looked through for half an hour.",
            _ => null,
        };
}
