using Marten;
using Switchhook.Contracts;
using Wolverine;

namespace Switchhook.Calls.Intake;

/// <summary>From now on the agent's calls belong to the tenant of the message; what already arrived for it is applied at once.</summary>
public static class LinkAgentHandler
{
    public static OutgoingMessages Handle(AgentLinked linked, IDocumentSession session)
    {
        AgentRoutes.Link(session, linked.RetellAgentId, linked.AgentName);
        return [new ApplyWaitingDeliveries(linked.RetellAgentId)];
    }
}

public static class RenameAgentHandler
{
    public static void Handle(AgentRenamed renamed, IDocumentSession session) => AgentRoutes.Rename(session, renamed.RetellAgentId, renamed.AgentName);
}

public static class UnlinkAgentHandler
{
    public static void Handle(AgentUnlinked unlinked, IDocumentSession session) => AgentRoutes.Unlink(session, unlinked.RetellAgentId);
}

/// <summary>Sent once the link is committed, so that every delivery either finds the link or is found here.</summary>
public record ApplyWaitingDeliveries(string RetellAgentId);

public static class ApplyWaitingDeliveriesHandler
{
    public static async Task Handle(ApplyWaitingDeliveries command, Deliveries deliveries, Bells bells, CancellationToken stop)
    {
        await deliveries.WakeAsync(command.RetellAgentId, stop);
        bells.Ring(Lane.All);
    }
}
