using Marten;
using Weasel.Postgresql.Tables;

namespace Switchhook.Calls.Ingestion;

/// <summary>
/// Which tenant an agent's calls belong to. A table and not a document, because it is looked up across tenants by the worker alone,
/// and its tenant column puts it behind the same wall as everything else. An unlinked agent keeps its route for what comes late.
/// </summary>
public static class AgentRoutes
{
    public static Table Table()
    {
        var table = new Table("calls.agent_routes");
        table.AddColumn("retell_agent_id", "text").AsPrimaryKey();
        table.AddColumn("tenant_id", "text").NotNull();
        table.AddColumn("linked", "boolean").NotNull();
        table.AddColumn("agent_name", "text");
        table.AddColumn("heard_at", "timestamptz");
        return table;
    }

    /// <summary>An agent linked to somebody cannot be taken over by somebody else.</summary>
    public static void Link(IDocumentSession session, string retellAgentId, string agentName) =>
        session.QueueSqlCommand(
            """
            insert into calls.agent_routes (retell_agent_id, tenant_id, linked, agent_name) values (?, ?, true, ?)
            on conflict (retell_agent_id) do update set tenant_id = excluded.tenant_id, linked = true, agent_name = excluded.agent_name
            where agent_routes.tenant_id = excluded.tenant_id or not agent_routes.linked
            """,
            retellAgentId,
            session.TenantId,
            agentName
        );

    public static void Rename(IDocumentSession session, string retellAgentId, string agentName) =>
        session.QueueSqlCommand(
            "update calls.agent_routes set agent_name = ? where retell_agent_id = ? and tenant_id = ?",
            agentName,
            retellAgentId,
            session.TenantId
        );

    public static void Unlink(IDocumentSession session, string retellAgentId) =>
        session.QueueSqlCommand(
            "update calls.agent_routes set linked = false, heard_at = null where retell_agent_id = ? and tenant_id = ?",
            retellAgentId,
            session.TenantId
        );

    /// <summary>Once for each time it is linked.</summary>
    public static void RecordFirstWebhook(IDocumentOperations session, string retellAgentId, DateTimeOffset now) =>
        session.QueueSqlCommand(
            "update calls.agent_routes set heard_at = ? where retell_agent_id = ? and tenant_id = ? and heard_at is null",
            now,
            retellAgentId,
            session.TenantId
        );
}
