using Marten;
using Switchhook.Contracts;

namespace Switchhook.Calls.Ingestion;

public static class AgentUnlinkedHandler
{
    public static void Handle(AgentUnlinked message, IDocumentSession session) => AgentRoutes.Unlink(session, message.RetellAgentId);
}
