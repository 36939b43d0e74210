namespace Switchhook.Calls.Ingestion;

/// <summary>A delivery that is being written, and the task that completes when it is stored.</summary>
public sealed class PendingDelivery(Delivery delivery)
{
    readonly TaskCompletionSource<string?> outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Delivery Delivery => delivery;
    public CompressedBody Body { get; } = CompressedBody.Of(delivery.Body);

    /// <summary>The verdict that stands beside it on disk; null when it does not lie there.</summary>
    public Task<string?> Outcome => outcome.Task;

    /// <summary>Nobody waits for it any more, and whoever did has been told to send it again.</summary>
    public bool IsCompleted => outcome.Task.IsCompleted;

    public void Complete(string? verdict) => outcome.TrySetResult(verdict);
}
