using System.Threading.RateLimiting;
using Switchhook.BuildingBlocks;

namespace Switchhook.Calls.Ingestion;

/// <summary>
/// How many bytes an hour what one owner's key signed may take a share of the queue with. Nothing is refused: what comes beyond is kept
/// and waits until nobody else has anything waiting. What the platform signed has no such limit.
/// </summary>
public sealed class OwnerBudget(int bytesAnHour) : IDisposable
{
    /// <summary>A row costs something, however small its body.</summary>
    public const int Least = 1024;

    readonly PartitionedRateLimiter<string> budgets = PartitionedRateLimiter.Create<string, string>(tenant =>
        RateLimitPartition.GetTokenBucketLimiter(
            tenant,
            _ =>
                new()
                {
                    TokenLimit = bytesAnHour,
                    TokensPerPeriod = Math.Max(1, bytesAnHour / 360),
                    ReplenishmentPeriod = TimeSpan.FromSeconds(10),
                    QueueLimit = 0,
                }
        )
    );

    public bool Allows(Signer signer, int bytes)
    {
        if (signer.Tenant is not { } tenant)
            return true;
        using var lease = budgets.AttemptAcquire(tenant, Math.Min(bytesAnHour, Math.Max(Least, bytes)));
        return lease.IsAcquired;
    }

    public void Dispose() => budgets.Dispose();
}
