namespace Switchhook.RetellSandbox.FaultInjection;

/// <summary>Does what was put off, when its time has come; a restart in between does not make it forget.</summary>
public class LateEffects(Workspaces workspaces, Operations operations, TimeProvider time, ILogger<LateEffects> log) : BackgroundService
{
    TaskCompletionSource added = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Expect(Workspace workspace, Fault fault, RecordedRequest recorded)
    {
        var late = new LateEffect(Ids.Late(), fault.FaultId, recorded, fault.Ms is { } ms ? Now + ms : null);
        lock (workspace.Gate)
            workspace.Late.Keep(late.Id, late);
        Interlocked.Exchange(ref added, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
    }

    /// <summary>Does now what this fault has put off.</summary>
    public int Release(Workspace workspace, Fault fault)
    {
        lock (workspace.Gate)
            return Do(workspace, workspace.Late.All.Where(late => late.FaultId == fault.FaultId));
    }

    public static void Forget(Workspace workspace, Fault fault)
    {
        foreach (var late in workspace.Late.All.Where(late => late.FaultId == fault.FaultId).ToList())
            workspace.Late.Remove(late.Id);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var more = Volatile.Read(ref added).Task;
            long? next = null;
            foreach (var workspace in workspaces.All)
                lock (workspace.Gate)
                {
                    Do(workspace, workspace.Late.All.Where(late => late.Due <= Now));
                    if (workspace.Late.All.Min(late => late.Due) is { } due && (next is null || due < next))
                        next = due;
                }

            using var woken = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
            var wait = next is { } at ? TimeSpan.FromMilliseconds(Math.Max(1, at - Now)) : Timeout.InfiniteTimeSpan;
            await Task.WhenAny(Task.Delay(wait, time, woken.Token), more);
            await woken.CancelAsync();
        }
    }

    long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    int Do(Workspace workspace, IEnumerable<LateEffect> due)
    {
        var effects = due.OrderBy(late => late.Due).ToList();
        foreach (var late in effects)
        {
            // Struck off first: a kill in between then loses it, which Retell may do; doing it twice would accuse who asked once.
            workspace.Late.Remove(late.Id);
            try
            {
                var reply = operations.Do(workspace, late.Order);
                if (reply.Status >= 400)
                    log.LogInformation(
                        "A delayed {Operation} was refused with {Status}; no response is sent",
                        late.Order.Operation,
                        reply.Status
                    );
            }
            catch (Exception failure)
            {
                log.LogError(failure, "A delayed {Operation} failed", late.Order.Operation);
            }
        }

        return effects.Count;
    }
}
