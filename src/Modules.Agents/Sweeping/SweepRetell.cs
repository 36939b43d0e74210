using Marten;
using Marten.Exceptions;
using Npgsql;
using Wolverine;
using Wolverine.Attributes;
using Wolverine.ErrorHandling;
using Wolverine.Runtime.Handlers;

namespace Switchhook.Agents;

/// <summary>
/// Compares what stands at Retell with what we believe to hold there, both ways. What nobody holds is flagged at once and released
/// after the quarantine; what is held and not there is told to its owner. Only what bears this installation's tag is touched.
/// </summary>
public record SweepRetell;

public static class SweepRetellHandler
{
    // The clock brings the next sweep anyway.
    public static void Configure(HandlerChain chain) => chain.OnException<RetellRefusal>().Or<NpgsqlException>().Or<MartenCommandException>(x => x.InnerException is NpgsqlException)
        .Or<ObjectDisposedException>().Discard();

    [MessageTimeout(600)]
    public static async Task<OutgoingMessages> Handle(
        SweepRetell _, IDocumentSession session, RetellAgents retell, Ledger ledger, Installation installation, SetUpRules rules, DateTimeOffset now, CancellationToken stop)
    {
        var mark = await installation.MarkAsync(stop);
        var believed = await ledger.ReadAsync(stop);
        var there = await retell.Inventory(stop);
        // Read again: what was made or removed in between is no finding.
        var after = (await ledger.ReadAsync(stop)).ToDictionary(x => x.AgentId);
        var known = await session.Query<Orphan>().Where(x => x.ReleasedAt == null).ToListAsync(stop);

        var findings = Comparison.Of(mark, believed, there, after);
        var next = new OutgoingMessages();
        foreach (var found in findings.Orphans)
        {
            var orphan = known.FirstOrDefault(x => x.Id == found.Id) ?? new Orphan(found.Id, found.Kind, found.AgentId, now);
            if (now - orphan.SeenAt < rules.Quarantine)
            {
                session.Store(orphan);
                continue;
            }
            session.Store(orphan with { ReleasedAt = now });
            next.Add(new RemoveStray(orphan.Kind, orphan.Id));
        }
        // What is no longer there, or has found its agent, is an orphan no more.
        foreach (var gone in known.Where(x => findings.Orphans.All(found => found.Id != x.Id))) session.Delete(gone);
        foreach (var lost in findings.Lost)
            if (!await retell.Exists(lost.Kind, lost.Id, stop)) next.Add(new NoteLost(lost.AgentId, lost.Kind, lost.Id).WithTenantId(lost.Tenant));
        // A day, so that what was changed while nothing swept is not missed.
        var touched = await retell.TouchedSince(now.AddDays(-1), stop);
        foreach (var entry in after.Values.Where(x => !x.IsMoving && x.RetellAgentId is not null && (x.IsConnected || touched.Contains(x.RetellAgentId))))
            next.Add(new LookAtRetell(entry.AgentId).WithTenantId(entry.Tenant));
        // What is in accounts that this inventory does not show is looked for one by one, each with its owner's key.
        foreach (var entry in after.Values.Where(x => x is { IsConnected: true, IsMoving: false, RetellAgentId: not null })) next.Add(new LookForAgent(entry.AgentId).WithTenantId(entry.Tenant));
        return next;
    }
}
