using System.Diagnostics.Metrics;

namespace Switchhook.Calls.Reconciliation;

/// <summary>The meter <c>switchhook.webhooks</c>: what looking through Retell's record has brought.</summary>
public static class ReconciliationMetrics
{
    static readonly Meter Meter = new("switchhook.webhooks");
    static readonly Counter<long> Runs = Meter.CreateCounter<long>(
        "switchhook.webhooks.looks",
        "{look}",
        "Looks through an account's calls at Retell, by result"
    );
    static readonly Counter<long> Found = Meter.CreateCounter<long>(
        "switchhook.webhooks.found",
        "{call}",
        "Calls that such a look found and no webhook had told in full"
    );

    public static void CountRun(string result, int found)
    {
        Runs.Add(1, new KeyValuePair<string, object?>("result", result));
        Found.Add(found);
    }
}
