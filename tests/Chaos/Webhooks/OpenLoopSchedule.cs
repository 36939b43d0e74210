using System.Diagnostics;

namespace Switchhook.Chaos.Webhooks;

/// <summary>Begins each thing at its time, whether or not those before it are done: a site that is slow gets no less to do.</summary>
public static class OpenLoopSchedule
{
    /// <param name="act">With the moment at which it was due, from which its time counts.</param>
    public static async Task KeepAsync<T>(
        IEnumerable<T> things,
        double perSecond,
        Func<T, long, Task> act,
        CancellationToken stop = default
    )
    {
        var (begun, under) = (Stopwatch.GetTimestamp(), new List<Task>());
        var every = Stopwatch.Frequency / perSecond;
        foreach (var thing in things)
        {
            var due = begun + (long)(every * under.Count);
            if (Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), due) is { Ticks: > 0 } early)
                await Task.Delay(early, CancellationToken.None);
            under.Add(Task.Run(() => act(thing, due), CancellationToken.None));
            // Looked at here, so that nothing is taken that is not begun.
            if (stop.IsCancellationRequested)
                break;
        }
        await Task.WhenAll(under);
    }
}
