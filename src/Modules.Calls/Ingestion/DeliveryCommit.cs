using Marten;
using Npgsql;
using Switchhook.Calls.LiveTranscripts;
using Switchhook.Calls.Recordings;
using Switchhook.Contracts;
using Wolverine;
using Wolverine.Marten;
using Wolverine.Runtime;

namespace Switchhook.Calls.Ingestion;

/// <param name="Each">How long reading one delivery may take, before it is kept as too costly.</param>
public sealed record InterpretationTimeout(TimeSpan Each);

/// <summary>
/// Makes of many deliveries what they say: events of many calls in the tenants of their owners, verdicts and messages, in one transaction.
/// </summary>
public sealed class DeliveryCommit(
    IDocumentStore store,
    IWolverineRuntime runtime,
    CallStreamLoader loader,
    DeliveryTable deliveries,
    RefusedRecordingHosts refused,
    InterpretationTimeout timeout,
    TimeProvider time
)
{
    /// <summary>The session belongs to nobody: each call is written in its owner's tenant.</summary>
    const string SessionTenant = "intake";

    /// <summary>Calls told of in one message: they are read together, and none should wait for very many.</summary>
    const int MaxCallsPerNotice = 100;

    /// <summary>A transaction that has begun: whoever opens it locks the lanes of what it is to commit.</summary>
    public async Task<IDocumentSession> BeginAsync(CancellationToken stop)
    {
        var session = store.LightweightSession(SessionTenant);
        session.LastModifiedBy = "retell";
        await session.BeginTransactionAsync(stop);
        return session;
    }

    public async Task CommitAsync(IDocumentSession session, IReadOnlyList<WaitingDelivery> waiting, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        var batches = await InterpretAsync(session.Connection, waiting, stop);
        var orphans = waiting
            .Where(x => x.Tenant is null)
            .Select(x => new InterpretedDelivery(x.Id, null, DeliveryStatus.UnknownAgent, "No connected agent has this id yet"))
            .ToList();
        List<InterpretedDelivery> concluded = [.. orphans, .. batches.SelectMany(x => x.Interpreted)];

        var outbox = new MartenOutbox(runtime, session);
        foreach (var batch in batches)
        {
            var tenant = session.ForTenant(batch.Key.Tenant);
            Append(tenant, batch);
            await LiveTranscriptStore.StoreLatestAsync(tenant, batch, stop);
        }
        foreach (var owner in batches.Where(x => x.Notices.Count > 0).GroupBy(x => x.Key.Tenant))
        foreach (var calls in owner.SelectMany(x => x.Notices).Chunk(MaxCallsPerNotice))
            await outbox.PublishAsync<object>(
                calls is [var one] ? one : new CallsAnalyzedNotice(calls),
                new DeliveryOptions { TenantId = owner.Key }
            );
        foreach (var first in waiting.Where(x => x.FirstDeliveryOfAgent is not null).DistinctBy(x => x.FirstDeliveryOfAgent))
        {
            AgentRoutes.RecordFirstWebhook(session.ForTenant(first.Tenant!), first.FirstDeliveryOfAgent!, now);
            await outbox.PublishAsync(
                new FirstWebhookReceived(first.FirstDeliveryOfAgent!),
                new DeliveryOptions { TenantId = first.Tenant }
            );
        }
        LiveTranscriptStore.DeleteEnded(session, batches.Where(x => x.IsOver && x.Version + x.Events.Count > 1));
        session.QueueOperation(new DeliveryStatusUpdate(concluded, now));
        await session.SaveChangesAsync(stop);

        foreach (var one in concluded)
            DeliveryMetrics.Count(one.Status);
        foreach (var address in batches.SelectMany(x => x.Recordings))
            refused.Add(address);
        // An agent may have been connected in between, and its requeue may have run before these were set aside.
        if (orphans.Count > 0)
            await deliveries.RequeueOwnedAsync([.. orphans.Select(x => x.Id)], stop);
    }

    async Task<IReadOnlyList<DeliveryBatch>> InterpretAsync(
        NpgsqlConnection transaction,
        IReadOnlyList<WaitingDelivery> waiting,
        CancellationToken stop
    )
    {
        var calls = waiting.Where(x => x.Tenant is not null).GroupBy(x => new CallKey(x.Tenant!, x.CallId)).ToList();
        var known =
            calls.Count == 0
                ? new Dictionary<CallKey, LoadedCall>()
                : await loader.ReadAsync(transaction, [.. calls.Select(x => x.Key)], stop);
        return
        [
            .. calls.Select(call =>
            {
                var batch = new DeliveryBatch(call.Key, known.GetValueOrDefault(call.Key) ?? new(null, 0));
                batch.Interpret([.. call], () => new CancellationTokenSource(timeout.Each, time));
                return batch;
            }),
        ];
    }

    static void Append(IDocumentOperations tenant, DeliveryBatch batch)
    {
        if (batch.Events.Count == 0)
            return;
        var events = batch
            .Events.Select(x =>
            {
                var e = tenant.Events.BuildEvent(x.Event);
                e.CausationId = e.CorrelationId = x.DeliveryId.ToString();
                return (object)e;
            })
            .ToArray();
        if (batch.Version == 0)
            tenant.Events.StartStream<Call>(Call.Key(batch.Key.CallId), events);
        else
            tenant.Events.Append(Call.Key(batch.Key.CallId), batch.Version + events.Length, events);
    }
}
