using Marten;
using Marten.Exceptions;
using Microsoft.Extensions.Logging;
using Npgsql;
using Switchhook.Agents.Provisioning.Compensation;
using Switchhook.Agents.Retell;
using Switchhook.Agents.Versions;
using Wolverine;
using Wolverine.Attributes;
using Wolverine.ErrorHandling;
using Wolverine.Runtime.Handlers;

namespace Switchhook.Agents.Reconciliation;

/// <summary>
/// Compares what stands at Retell with what we believe to hold there, both ways. What nobody holds is listed for an administrator; what is
/// held and not there is told to its owner. Only what bears this installation's tag is listed.
/// </summary>
public record ReconcileWithRetell;

public static class ReconcileWithRetellHandler
{
    // The clock brings the next sweep anyway.
    public static void Configure(HandlerChain chain) =>
        chain
            .OnException<RetellRefusal>()
            .Or<NpgsqlException>()
            .Or<MartenCommandException>(x => x.InnerException is NpgsqlException)
            .Or<ObjectDisposedException>()
            .Discard();

    [MessageTimeout(600)]
    public static async Task<OutgoingMessages> Handle(
        ReconcileWithRetell _,
        IDocumentSession session,
        RetellAgents retell,
        HeldResources resources,
        Installation installation,
        ProvisioningSettings rules,
        ILogger<ReconcileWithRetell> log,
        DateTimeOffset now,
        CancellationToken stop
    )
    {
        var marks = await installation.MarksAsync(stop);
        var believed = await resources.ReadAsync(stop);
        var there = await retell.Inventory(stop);
        // Read again: what was made or removed in between is no finding.
        var after = await resources.ReadAsync(stop);
        var known = await session.Query<Orphan>().Where(x => x.ReleasedAt == null).ToListAsync(stop);

        var findings = InventoryComparison.Of(marks, believed, there, after);
        var name = await retell.NameOfWorkspaceAsync(stop);
        var missing = await session.LoadAsync<MissingAgents>(MissingAgents.Only, stop);
        if (findings.LooksLikeAnotherWorkspace)
            return RetellWorkspaces.Alarm(name, findings, missing, session, log, now);
        RetellWorkspaces.ClearAlarm(missing, session, log);
        await RetellWorkspaces.StoreNameAsync(name, findings, session, now, stop);

        var next = new OutgoingMessages();
        StoreOrphans(findings.Orphans, known, session, rules, now, next);
        foreach (var lost in findings.Lost)
            if (await IsGoneAsync(lost, retell, stop))
                next.Add(new RecordResourceMissing(lost.AgentId, lost.Kind, lost.Id).WithTenantId(lost.Tenant));
        foreach (var back in findings.FoundAgain)
            next.Add(new RecordResourceFound(back.AgentId, back.Kind, back.Id).WithTenantId(back.Tenant));
        // A day, so that what was changed while nothing swept is not missed.
        var touched = await retell.TouchedSince(now.AddDays(-1), stop);
        foreach (
            var entry in after.Where(x =>
                !x.IsMoving && x.RetellAgentId is not null && (x.IsConnected || touched.Contains(x.RetellAgentId))
            )
        )
            next.Add(new CheckLiveVersion(entry.AgentId).WithTenantId(entry.Tenant));
        // What is in accounts that this inventory does not show is looked for one by one, each with its owner's key.
        foreach (var entry in after.Where(x => x is { IsConnected: true, IsMoving: false, RetellAgentId: not null }))
            next.Add(new CheckAgentAtRetell(entry.AgentId).WithTenantId(entry.Tenant));
        return next;
    }

    /// <summary>
    /// An orphan stays until an administrator releases it. Where the operator has opted in, what this very site made is released after the
    /// quarantine.
    /// </summary>
    static void StoreOrphans(
        IReadOnlyList<FoundOrphan> found,
        IReadOnlyList<Orphan> known,
        IDocumentSession session,
        ProvisioningSettings rules,
        DateTimeOffset now,
        OutgoingMessages next
    )
    {
        foreach (var thing in found)
        {
            var orphan = (known.FirstOrDefault(x => x.Id == thing.Id) ?? new Orphan(thing.Id, thing.Kind, thing.AgentId, now)) with
            {
                Tenant = thing.Tenant,
                IsFormer = thing.IsFormer,
            };
            var isDue = rules.ReleaseOrphans && !orphan.IsFormer && now - orphan.SeenAt >= rules.Quarantine;
            session.Store(isDue ? orphan with { ReleasedAt = now } : orphan);
            if (isDue)
                next.Add(new RemoveUntrackedResource(orphan.Kind, orphan.Id));
        }
        // What is no longer there, or has found its agent, is an orphan no more.
        foreach (var gone in known.Where(x => found.All(thing => thing.Id != x.Id)))
            session.Delete(gone);
    }

    /// <summary>One thing that Retell cannot show now keeps nobody from hearing of another.</summary>
    static async Task<bool> IsGoneAsync(MissingResource lost, RetellAgents retell, CancellationToken stop)
    {
        try
        {
            return !await retell.Exists(lost.Kind, lost.Id, stop);
        }
        catch (RetellRefusal)
        {
            return false;
        }
    }
}
