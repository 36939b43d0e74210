using Marten;
using Switchhook.Contracts;

namespace Switchhook.Calls.Ingestion;

public static class AgentRenamedHandler
{
    public static void Handle(AgentRenamed message, IDocumentSession session) =>
        AgentRoutes.Rename(session, message.RetellAgentId, message.AgentName);
}
