using System.Threading.RateLimiting;
using Switchhook.Contracts;

namespace Switchhook.Admin.RateLimiting;

/// <summary>
/// Hashing a password costs a processor a good tenth of a second. As many run at once as there are processors. Each network has one in the
/// queue at a time, so turns go round the networks; and those whom the account knows have places of their own, which strangers never fill.
/// </summary>
public sealed class PasswordHashQueue(TimeProvider time) : IAsyncDisposable
{
    const int WaitingOfANetwork = 64,
        WaitingInAll = 256;
    static readonly TimeSpan QueueTimeout = TimeSpan.FromSeconds(20);
    static readonly int ForKnown = Math.Max(1, Environment.ProcessorCount / 2),
        ForOthers = Math.Max(1, Environment.ProcessorCount - ForKnown);

    readonly PartitionedRateLimiter<HashRequest> limiter = PartitionedRateLimiter.CreateChained(
        PartitionedRateLimiter.Create<HashRequest, (string, bool)>(x =>
            RateLimitPartition.GetConcurrencyLimiter((x.Network, x.IsKnown), _ => Of(1, WaitingOfANetwork))
        ),
        PartitionedRateLimiter.Create<HashRequest, bool>(x =>
            RateLimitPartition.GetConcurrencyLimiter(x.IsKnown, known => Of(known ? ForKnown : ForOthers, WaitingInAll))
        )
    );

    /// <summary>Disposing the result lets the next request run.</summary>
    public async Task<IDisposable> TakeAsync(string network, bool isKnown, CancellationToken stop)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(QueueTimeout);
        RateLimitLease lease;
        try
        {
            lease = await limiter.AcquireAsync(new(network, isKnown), cancellationToken: patience.Token);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw Busy();
        }
        if (lease.IsAcquired)
            return lease;
        lease.Dispose();
        throw Busy();
    }

    RetryLater Busy() =>
        new("Many people are signing in right now. Try again in a few seconds.", time.GetUtcNow() + TimeSpan.FromSeconds(5));

    static ConcurrencyLimiterOptions Of(int atOnce, int waiting) =>
        new()
        {
            PermitLimit = atOnce,
            QueueLimit = waiting,
            QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        };

    public ValueTask DisposeAsync() => limiter.DisposeAsync();

    sealed record HashRequest(string Network, bool IsKnown);
}
