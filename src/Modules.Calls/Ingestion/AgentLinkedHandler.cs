using Marten;
using Switchhook.Contracts;
using Wolverine;

namespace Switchhook.Calls.Ingestion;

/// <summary>From now on the agent's calls belong to the tenant of the message; what already arrived for it is applied at once.</summary>
public static class AgentLinkedHandler
{
    public static OutgoingMessages Handle(AgentLinked linked, IDocumentSession session)
    {
        AgentRoutes.Link(session, linked.RetellAgentId, linked.AgentName);
        return [new RequeueDeliveriesOfAgent(linked.RetellAgentId)];
    }
}

public static class AgentRenamedHandler
{
    public static void Handle(AgentRenamed renamed, IDocumentSession session) => AgentRoutes.Rename(session, renamed.RetellAgentId, renamed.AgentName);
}

public static class AgentUnlinkedHandler
{
    public static void Handle(AgentUnlinked unlinked, IDocumentSession session) => AgentRoutes.Unlink(session, unlinked.RetellAgentId);
}

/// <summary>Sent once the link is committed, so that every delivery either finds the link or is found here.</summary>
public record RequeueDeliveriesOfAgent(string RetellAgentId);

public static class RequeueDeliveriesOfAgentHandler
{
    public static async Task Handle(RequeueDeliveriesOfAgent command, DeliveryTable deliveries, PartitionSignals bells, CancellationToken stop)
    {
        await deliveries.RequeueOfAgentAsync(command.RetellAgentId, stop);
        bells.Signal(Partition.All);
    }
}
