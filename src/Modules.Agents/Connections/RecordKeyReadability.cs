using Marten;

namespace Switchhook.Agents.Connections;

/// <summary>Whether the owner's key can be opened has changed: its agent's pages say so.</summary>
public record RecordKeyReadability(Guid AgentId) : ConnectionMessage(AgentId);

public static class RecordKeyReadabilityHandler
{
    public static async Task Handle(RecordKeyReadability step, IDocumentSession session, UnreadableKeyCheck check, CancellationToken stop)
    {
        // Fetched first, so that a key that is entered now makes this one look again.
        var stream = await session.Events.FetchForWriting<Agent>(step.Stream, stop);
        if (stream.Aggregate is not { Connection: { HasOwnKey: true, IsOver: false } connection })
            return;
        var isLost = await check.IsUnreadableAsync(session.TenantId, step.AgentId, stop);
        if (isLost != connection.IsKeyUnreadable)
            stream.AppendOne(isLost ? new OwnerKeyUnreadable() : new OwnerKeyReadable());
    }
}
