using System.Collections.Concurrent;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace Switchhook.BuildingBlocks;

/// <summary>
/// What the operator should know and nobody else can mend. Each subject is logged once, not each time it is met; a concern also stands
/// in /health/ready until it is settled. Sentences name no person and hold no key.
/// </summary>
public sealed partial class OperatorConcerns(ILogger<OperatorConcerns> log) : IHealthCheck
{
    // Subjects may come from outside, so they are bounded.
    const int Most = 100;

    readonly ConcurrentDictionary<string, string> standing = new(), noted = new();

    public IReadOnlyList<string> Standing => [.. standing.OrderBy(x => x.Key, StringComparer.Ordinal).Select(x => x.Value)];

    /// <summary>Needs the operator: logged, and told by /health/ready while it stands.</summary>
    public void Raise(string subject, string sentence)
    {
        if (standing.Count < Most && standing.TryAdd(subject, sentence)) LogRaised(log, sentence);
    }

    public void Settle(string subject)
    {
        if (standing.TryRemove(subject, out var sentence)) LogSettled(log, sentence);
    }

    /// <summary>Worth knowing, but nothing is broken by it: logged.</summary>
    public void Note(string subject, string sentence)
    {
        if (noted.Count < Most && noted.TryAdd(subject, sentence)) LogRaised(log, sentence);
    }

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(Standing is { Count: > 0 } sentences ? HealthCheckResult.Degraded(string.Join('\n', sentences)) : HealthCheckResult.Healthy());

    [LoggerMessage(LogLevel.Warning, "{Sentence}")]
    static partial void LogRaised(ILogger log, string sentence);

    [LoggerMessage(LogLevel.Information, "No longer so: {Sentence}")]
    static partial void LogSettled(ILogger log, string sentence);
}
