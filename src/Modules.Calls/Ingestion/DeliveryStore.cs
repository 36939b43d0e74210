using Microsoft.Extensions.Logging;
using Npgsql;

namespace Switchhook.Calls.Intake;

/// <summary>Where deliveries come in, whoever brings them: what was let in lies on disk, and is in the queue by lying there.</summary>
public sealed class Door(GroupCommit commits, Deliveries deliveries, Bells bells, Forgeries forgeries, ILogger<Door> log)
{
    /// <summary>False when it could not be stored in time: then whoever brought it must hear so, and bring it again.</summary>
    public async Task<bool> KeepAsync(Delivery delivery, TimeSpan patience, CancellationToken stop)
    {
        var pending = new Pending(delivery);
        if (!commits.Take(pending)) return false;
        try
        {
            if (await pending.Outcome.WaitAsync(patience, stop) is not { } verdict) return false;
            DeliveryCounts.Count(verdict);
            return true;
        }
        catch (TimeoutException)
        {
            pending.Settle(null);
            return false;
        }
    }

    /// <summary>Of what Retell did not sign, only size and hash are kept, and no more of them than a person could read.</summary>
    public async Task RefuseAsync(Delivery delivery, CancellationToken stop)
    {
        DeliveryCounts.Count(Verdict.BadSignature);
        if (!forgeries.MayKeepOneMore(delivery.ReceivedAt)) return;
        try { await deliveries.KeepForgeryAsync(delivery, stop).WaitAsync(TimeSpan.FromMilliseconds(500), stop); }
        catch (Exception broken) when (broken is NpgsqlException or TimeoutException or IOException)
        {
            log.LogWarning("A refused delivery could not be recorded: {Reason}", broken.GetType().Name);
        }
    }

    /// <summary>Has these interpreted once more. How many of them can be: not what is a duplicate, or whose body has gone.</summary>
    public async Task<int> ReprocessAsync(IReadOnlyCollection<Guid> ids, CancellationToken stop)
    {
        var queued = await deliveries.RequeueAsync([.. ids], stop);
        bells.Ring(Lane.All);
        return queued;
    }
}
