using Marten;
using Switchhook.Calls.LiveTranscripts;
using Switchhook.Calls.Recordings;
using Switchhook.Contracts;
using Wolverine;
using Wolverine.Marten;
using Wolverine.Runtime;

namespace Switchhook.Calls.Ingestion;

/// <param name="Each">How long reading one delivery may take, before it is kept as too costly.</param>
public sealed record InterpretationTimeout(TimeSpan Each);

/// <summary>Makes of many deliveries what they say: events of many calls in the tenants of their owners, verdicts and messages, in one transaction.</summary>
public sealed class DeliveryCommit(IDocumentStore store, IWolverineRuntime runtime, CallStreamLoader files, DeliveryTable deliveries, RefusedRecordings refused, InterpretationTimeout most, TimeProvider time)
{
    /// <summary>The session belongs to nobody: each call is written in its owner's tenant.</summary>
    const string Nobody = "intake";

    /// <summary>Calls told of in one message: they are read together, and none should wait for very many.</summary>
    const int AtOnce = 100;

    public async Task CommitAsync(IReadOnlyList<WaitingDelivery> waiting, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        var chapters = await ReadAsync(waiting, stop);
        var orphans = waiting.Where(x => x.Tenant is null).Select(x => new InterpretedDelivery(x.Id, null, DeliveryStatus.UnknownAgent, "No connected agent has this id yet")).ToList();
        List<InterpretedDelivery> concluded = [.. orphans, .. chapters.SelectMany(x => x.Concluded)];

        await using var session = store.LightweightSession(Nobody);
        session.LastModifiedBy = "retell";
        var outbox = new MartenOutbox(runtime, session);
        foreach (var chapter in chapters)
        {
            var tenant = session.ForTenant(chapter.Of.Tenant);
            Append(tenant, chapter);
            await LiveTranscriptStore.FollowAsync(tenant, chapter, stop);
        }
        foreach (var owner in chapters.Where(x => x.Understood.Count > 0).GroupBy(x => x.Of.Tenant))
            foreach (var calls in owner.SelectMany(x => x.Understood).Chunk(AtOnce))
                await outbox.PublishAsync<object>(calls is [var one] ? one : new CallsAnalyzedNotice(calls), new DeliveryOptions { TenantId = owner.Key });
        foreach (var first in waiting.Where(x => x.FirstOf is not null).DistinctBy(x => x.FirstOf))
        {
            AgentRoutes.Hear(session.ForTenant(first.Tenant!), first.FirstOf!, now);
            await outbox.PublishAsync(new FirstWebhookReceived(first.FirstOf!), new DeliveryOptions { TenantId = first.Tenant });
        }
        LiveTranscriptStore.End(session, chapters.Where(x => x.Over && x.Version + x.Events.Count > 1));
        session.QueueOperation(new DeliveryStatusUpdate(concluded, now));
        await session.SaveChangesAsync(stop);

        foreach (var one in concluded) DeliveryMetrics.Count(one.Verdict);
        foreach (var address in chapters.SelectMany(x => x.Recordings)) refused.Hear(address);
        // Somebody may have connected an agent in between, and have looked for what waits before it was set aside.
        if (orphans.Count > 0) await deliveries.RequeueOwnedAsync([.. orphans.Select(x => x.Id)], stop);
    }

    async Task<IReadOnlyList<DeliveryBatch>> ReadAsync(IReadOnlyList<WaitingDelivery> waiting, CancellationToken stop)
    {
        var calls = waiting.Where(x => x.Tenant is not null).GroupBy(x => new CallKey(x.Tenant!, x.CallId)).ToList();
        var known = calls.Count == 0 ? new Dictionary<CallKey, LoadedCall>() : await files.ReadAsync([.. calls.Select(x => x.Key)], stop);
        return
        [
            .. calls.Select(call =>
            {
                var chapter = new DeliveryBatch(call.Key, known.GetValueOrDefault(call.Key) ?? new(null, 0));
                chapter.Hear([.. call], () => new CancellationTokenSource(most.Each, time));
                return chapter;
            }),
        ];
    }

    static void Append(IDocumentOperations tenant, DeliveryBatch chapter)
    {
        if (chapter.Events.Count == 0) return;
        var events = chapter.Events.Select(x =>
        {
            var e = tenant.Events.BuildEvent(x.Event);
            e.CausationId = e.CorrelationId = x.Cause.ToString();
            return (object)e;
        }).ToArray();
        if (chapter.Version == 0) tenant.Events.StartStream<Call>(Call.Key(chapter.Of.CallId), events);
        else tenant.Events.Append(Call.Key(chapter.Of.CallId), chapter.Version + events.Length, events);
    }
}
