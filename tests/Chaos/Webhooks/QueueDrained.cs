using System.Diagnostics;

namespace Switchhook.Chaos.Webhooks;

/// <summary>When nothing waits any more to be done.</summary>
public static class QueueDrained
{
    const string Waiting = """
        select event || ' of ' || call_id from calls.deliveries where verdict = 'accepted'
        union all
        select message_type || ' is ' || status from wolverine.wolverine_incoming_envelopes where status = 'Incoming'
            or status = 'Scheduled' and execution_time < now() + interval '5 minutes'
        union all
        select message_type || ' is to be sent' from wolverine.wolverine_outgoing_envelopes
        """;

    /// <summary>How long that took. Given up when nothing has moved for so long: what still waits then is for the judge to count.</summary>
    public static async Task<TimeSpan> ReachedAsync(WebhookTestbed testbed, TimeSpan patience)
    {
        var (begun, moved) = (Stopwatch.StartNew(), Stopwatch.StartNew());
        for (var least = int.MaxValue; moved.Elapsed < patience && begun.Elapsed < Longest; await Task.Delay(50))
        {
            var waiting = (await WaitingAsync(testbed)).Count;
            if (waiting == 0)
                break;
            if (waiting < least)
                moved.Restart();
            least = Math.Min(least, waiting);
        }
        return begun.Elapsed;
    }

    /// <summary>
    /// What waits and goes on waiting. What a process has just asked of itself, as each does now and then, is done before that.
    /// </summary>
    public static async Task<IReadOnlyList<string>> StuckAsync(WebhookTestbed testbed)
    {
        var waiting = await WaitingAsync(testbed);
        for (
            var watch = Stopwatch.StartNew();
            waiting.Count > 0 && watch.Elapsed < Moment && testbed.Nodes.Any(x => x.IsRunning);
            await Task.Delay(100)
        )
            waiting = [.. waiting.Intersect(await WaitingAsync(testbed))];
        return waiting;
    }

    static Task<IReadOnlyList<string>> WaitingAsync(WebhookTestbed testbed) => testbed.QueryAsync(Waiting, row => row.GetString(0));

    static readonly TimeSpan Moment = TimeSpan.FromSeconds(10);
    static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);
}
