using JasperFx.Events;
using Marten;
using Switchhook.Calls.Live;
using Switchhook.Calls.Retell;
using Switchhook.Calls.Story;
using Switchhook.Contracts;
using Wolverine;
using Wolverine.Marten;
using Wolverine.Runtime;

namespace Switchhook.Calls.Intake;

/// <param name="Each">How long reading one delivery may take, before it is kept as too costly.</param>
public sealed record MostTime(TimeSpan Each);

/// <summary>Makes of many deliveries what they say: events of many calls in the tenants of their owners, verdicts and messages, in one transaction.</summary>
public sealed class Understanding(IDocumentStore store, IWolverineRuntime runtime, CallsOnFile files, Deliveries deliveries, RefusedRecordings refused, MostTime most, TimeProvider time)
{
    /// <summary>The session belongs to nobody: each call is written in its owner's tenant.</summary>
    const string Nobody = "intake";

    /// <summary>Calls told of in one message: they are read together, and none should wait for very many.</summary>
    const int AtOnce = 100;

    public async Task CommitAsync(IReadOnlyList<Waiting> waiting, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        var chapters = await ReadAsync(waiting, stop);
        var orphans = waiting.Where(x => x.Tenant is null).Select(x => new Concluded(x.Id, null, Verdict.UnknownAgent, "No connected agent has this id yet")).ToList();
        List<Concluded> concluded = [.. orphans, .. chapters.SelectMany(x => x.Concluded)];

        await using var session = store.LightweightSession(Nobody);
        session.LastModifiedBy = "retell";
        var outbox = new MartenOutbox(runtime, session);
        foreach (var chapter in chapters)
        {
            var tenant = session.ForTenant(chapter.Of.Tenant);
            Append(tenant, chapter);
            await LiveTranscripts.FollowAsync(tenant, chapter, stop);
        }
        foreach (var owner in chapters.Where(x => x.Understood.Count > 0).GroupBy(x => x.Of.Tenant))
            foreach (var calls in owner.SelectMany(x => x.Understood).Chunk(AtOnce))
                await outbox.PublishAsync<object>(calls is [var one] ? one : new CallsUnderstood(calls), new DeliveryOptions { TenantId = owner.Key });
        foreach (var first in waiting.Where(x => x.FirstOf is not null).DistinctBy(x => x.FirstOf))
        {
            AgentRoutes.Hear(session.ForTenant(first.Tenant!), first.FirstOf!, now);
            await outbox.PublishAsync(new AgentHeard(first.FirstOf!), new DeliveryOptions { TenantId = first.Tenant });
        }
        LiveTranscripts.End(session, chapters.Where(x => x.Over && x.Version + x.Events.Count > 1));
        session.QueueOperation(new Conclusions(concluded, now));
        await session.SaveChangesAsync(stop);

        foreach (var one in concluded) DeliveryCounts.Count(one.Verdict);
        foreach (var address in chapters.SelectMany(x => x.Recordings)) refused.Hear(address);
        // Somebody may have connected an agent in between, and have looked for what waits before it was set aside.
        if (orphans.Count > 0) await deliveries.WakeOwnedAsync([.. orphans.Select(x => x.Id)], stop);
    }

    async Task<IReadOnlyList<Chapter>> ReadAsync(IReadOnlyList<Waiting> waiting, CancellationToken stop)
    {
        var calls = waiting.Where(x => x.Tenant is not null).GroupBy(x => new CallOf(x.Tenant!, x.CallId)).ToList();
        var known = calls.Count == 0 ? new Dictionary<CallOf, OnFile>() : await files.ReadAsync([.. calls.Select(x => x.Key)], stop);
        return
        [
            .. calls.Select(call =>
            {
                var chapter = new Chapter(call.Key, known.GetValueOrDefault(call.Key) ?? new(null, 0));
                chapter.Hear([.. call], () => new CancellationTokenSource(most.Each, time));
                return chapter;
            }),
        ];
    }

    static void Append(IDocumentOperations tenant, Chapter chapter)
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
