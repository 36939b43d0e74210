using System.Diagnostics;

namespace Switchhook.Chaos.Webhooks;

/// <summary>When nothing waits any more to be done.</summary>
public static class Quiet
{
    public const string Waiting = """
        select event || ' of ' || call_id from calls.deliveries where verdict = 'accepted'
        union all
        select message_type || ' is ' || status from wolverine.wolverine_incoming_envelopes where status <> 'Handled' and message_type ~ '(Calls|CallUnderstood|AgentHeard)'
        """;

    /// <summary>How long that took; what still waits when the patience is over is for the judge to count.</summary>
    public static async Task<TimeSpan> ReachedAsync(Rig rig, TimeSpan patience)
    {
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < patience && (await rig.QueryAsync(Waiting, row => row.GetString(0))).Count > 0) await Task.Delay(50);
        return watch.Elapsed;
    }
}
