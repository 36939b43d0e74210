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
