using Marten;
using Marten.Exceptions;
using Npgsql;
using Weasel.Postgresql.Tables;

namespace Switchhook.Agents.Connections;

/// <summary>
/// Which agents of Retell are connected, and to whom. A table and not a document, because its key holds over all tenants: of two who
/// connect one agent at the same moment, one commits.
/// </summary>
public sealed class AgentLinks(NpgsqlDataSource database)
{
    public static Table Table()
    {
        var table = new Table("agents.links");
        table.AddColumn("retell_agent_id", "text").AsPrimaryKey();
        table.AddColumn("tenant_id", "text").NotNull();
        table.AddColumn<Guid>("agent_id").NotNull();
        return table;
    }

    public static void Add(IDocumentSession session, string retellAgentId, Guid agentId) =>
        session.QueueSqlCommand(
            "insert into agents.links (retell_agent_id, tenant_id, agent_id) values (?, ?, ?)",
            retellAgentId,
            session.TenantId,
            agentId
        );

    public static void Remove(IDocumentSession session, Guid agentId) =>
        session.QueueSqlCommand("delete from agents.links where tenant_id = ? and agent_id = ?", session.TenantId, agentId);

    /// <summary>Another one was faster.</summary>
    public static bool IsTaken(MartenCommandException failure) =>
        failure.InnerException is PostgresException { ConstraintName: "pkey_links_retell_agent_id" };

    public async Task<AgentLink?> FindAsync(string retellAgentId, CancellationToken stop)
    {
        await using var command = database.CreateCommand("select tenant_id, agent_id from agents.links where retell_agent_id = $1");
        command.Parameters.AddWithValue(retellAgentId);
        await using var row = await command.ExecuteReaderAsync(stop);
        return await row.ReadAsync(stop) ? new(row.GetString(0), row.GetGuid(1)) : null;
    }
}

public sealed record AgentLink(string Tenant, Guid AgentId);
