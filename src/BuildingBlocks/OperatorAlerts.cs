using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace Switchhook.BuildingBlocks;

/// <summary>
/// What needs the operator. Nothing that comes from outside is a subject, so there are never more of them than stand here.
/// </summary>
public enum OperatorAlert
{
    Clock,
    Recordings,
    WebCalls,
}

/// <summary>What is worth knowing although nothing is broken by it.</summary>
public enum OperatorNotice
{
    Purchases,
    UnreadableRow,
    EndlessList,
}

/// <summary>
/// What the operator should know and nobody else can mend. Each concern is logged once, not each time it is met, and stands in
/// /health/ready until it is settled. Sentences name no person and hold no key. Each process keeps its own.
/// </summary>
public sealed partial class OperatorAlerts(ILogger<OperatorAlerts> log) : IHealthCheck
{
    /// <summary>Of each kind of remark; the oldest is forgotten first.</summary>
    public const int MostOfAKind = 20;

    readonly Lock gate = new();
    readonly SortedDictionary<OperatorAlert, string> standing = [];
    readonly Dictionary<OperatorNotice, Queue<string>> noted = [];

    public IReadOnlyList<string> Active
    {
        get
        {
            lock (gate)
                return [.. standing.Values];
        }
    }

    /// <summary>Needs the operator: logged when it is new, and told by /health/ready in its newest words while it stands.</summary>
    public void Raise(OperatorAlert alert, string sentence)
    {
        bool isNew;
        lock (gate)
        {
            isNew = !standing.ContainsKey(alert);
            standing[alert] = sentence;
        }
        if (isNew)
            LogRaised(log, sentence);
    }

    public void Resolve(OperatorAlert alert)
    {
        string? sentence;
        lock (gate)
            if (!standing.Remove(alert, out sentence))
                return;
        LogSettled(log, sentence);
    }

    /// <summary>Worth knowing, but nothing is broken by it: logged once for each thing that it is about.</summary>
    public void Note(OperatorNotice remark, string about, string sentence)
    {
        lock (gate)
        {
            if (!noted.TryGetValue(remark, out var known))
                noted[remark] = known = [];
            if (known.Contains(about))
                return;
            if (known.Count == MostOfAKind)
                known.Dequeue();
            known.Enqueue(about);
        }
        LogRaised(log, sentence);
    }

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(
            Active is { Count: > 0 } sentences ? HealthCheckResult.Degraded(string.Join('\n', sentences)) : HealthCheckResult.Healthy()
        );

    [LoggerMessage(LogLevel.Warning, "{Sentence}")]
    static partial void LogRaised(ILogger log, string sentence);

    [LoggerMessage(LogLevel.Information, "Resolved: {Sentence}")]
    static partial void LogSettled(ILogger log, string sentence);
}
