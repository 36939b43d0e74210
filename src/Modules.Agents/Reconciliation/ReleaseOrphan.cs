using Marten;
using Microsoft.Extensions.Logging;
using Switchhook.Agents.Provisioning.Compensation;
using Switchhook.Contracts;
using Wolverine;

namespace Switchhook.Agents.Reconciliation;

/// <summary>An administrator has looked at it and wants it removed from Retell.</summary>
/// <param name="Id">Retell's own.</param>
/// <param name="By">The administrator's account.</param>
public record ReleaseOrphan(string Id, Guid By) : PersonalData;

public static partial class ReleaseOrphanHandler
{
    public static async Task<OutgoingMessages> Handle(
        ReleaseOrphan command,
        IDocumentSession session,
        HeldResources resources,
        IExternalChanges outside,
        DateTimeOffset now,
        ILogger<ReleaseOrphan> log,
        CancellationToken stop
    )
    {
        outside.ThrowIfHeldBack();
        if (await session.LoadAsync<Orphan>(command.Id, stop) is not { } orphan)
            throw new Refused("It is no longer on the list: an agent holds it, or it is gone at Retell.");
        if (orphan.ReleasedAt is not null)
            return [];
        if (await resources.IsHeldAsync(orphan.Kind, orphan.Id, stop))
            throw new Refused("An agent holds it by now, so it stays.");
        session.Store(orphan with { ReleasedAt = now, ReleasedBy = command.By });
        LogReleased(log, command.By, orphan.Kind, orphan.AgentId);
        return [new RemoveUntrackedResource(orphan.Kind, orphan.Id)];
    }

    [LoggerMessage(LogLevel.Warning, "Administrator {Admin} released an orphaned {Kind} of agent {AgentId} at Retell")]
    static partial void LogReleased(ILogger log, Guid admin, RetellResourceKind kind, Guid agentId);
}
