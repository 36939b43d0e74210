namespace Switchhook.RetellSandbox.FaultInjection;

/// <summary>A request that waits at a fault.</summary>
public class HeldRequest
{
    readonly TaskCompletionSource<bool> verdict = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly TaskCompletionSource finished = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>True: go on. False: break off.</summary>
    public Task<bool> Decision => verdict.Task;
    public Task Finished => finished.Task;

    public void Release() => verdict.TrySetResult(true);

    public void Abort() => verdict.TrySetResult(false);

    public void Finish() => finished.TrySetResult();
}
