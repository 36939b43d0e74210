using Marten;
using Marten.Exceptions;
using Microsoft.Extensions.Logging;
using Npgsql;
using Wolverine.Marten;
using Wolverine.Runtime;

namespace Switchhook.Calls.Intake;

/// <summary>Puts a delivery on disk, and the message that will interpret it beside it in the same commit.</summary>
public sealed class Door(IDocumentStore store, IWolverineRuntime runtime, Deliveries deliveries, Forgeries forgeries, ILogger<Door> log)
{
    /// <summary>Deliveries have no owner yet: the session that keeps them belongs to nobody.</summary>
    const string Nobody = "intake";
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    /// <summary>False when it could not be stored: then Retell must hear so, and will send it again.</summary>
    public async Task<bool> KeepAsync(Delivery delivery, CancellationToken stop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(Patience);
        try
        {
            var verdict = await StoreAsync(delivery, limit.Token);
            DeliveryCounts.Count(verdict);
            return true;
        }
        catch (Exception broken) when (broken is NpgsqlException or MartenException or TimeoutException or IOException or OperationCanceledException)
        {
            log.LogError("A delivery could not be stored: {Reason}", (broken.InnerException ?? broken).GetType().Name);
            return false;
        }
    }

    /// <summary>Of what Retell did not sign, only size and hash are kept, and no more of them than a person could read.</summary>
    public async Task RefuseAsync(Delivery delivery, CancellationToken stop)
    {
        DeliveryCounts.Count(Verdict.BadSignature);
        if (!forgeries.MayKeepOneMore(delivery.ReceivedAt)) return;
        try { await deliveries.KeepForgeryAsync(delivery, stop); }
        catch (Exception broken) when (broken is NpgsqlException or TimeoutException or IOException)
        {
            log.LogWarning("A refused delivery could not be recorded: {Reason}", broken.GetType().Name);
        }
    }

    async Task<string> StoreAsync(Delivery delivery, CancellationToken stop)
    {
        await using var session = store.LightweightSession(Nobody);
        var outbox = new MartenOutbox(runtime, session);
        Deliveries.Keep(session, delivery);
        if (delivery.FirstVerdict == Verdict.Accepted) await outbox.PublishAsync(new InterpretDelivery(delivery.Id));
        try
        {
            await session.SaveChangesAsync(stop);
            return delivery.FirstVerdict;
        }
        catch (MartenCommandException known) when (known.InnerException is PostgresException { ConstraintName: Deliveries.UniqueIdentity })
        {
            await deliveries.KeepDuplicateAsync(delivery, stop);
            return Verdict.Duplicate;
        }
    }
}
