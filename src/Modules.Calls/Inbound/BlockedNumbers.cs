using Marten;
using Npgsql;
using Weasel.Postgresql;
using Weasel.Postgresql.Tables;

namespace Switchhook.Calls.Inbound;

/// <summary>
/// Who is turned away, and at whose number. Tables and not documents: they are asked across tenants while somebody's phone rings,
/// by one statement over two keys.
/// </summary>
public sealed class BlockedNumbers(NpgsqlDataSource database)
{
    public static Table Table()
    {
        var table = new Table("calls.blocked_numbers");
        table.AddColumn("tenant_id", "text").AsPrimaryKey();
        table.AddColumn("number", "text").AsPrimaryKey();
        return table;
    }

    /// <summary>Whose a number is: of a paused agent's call, Retell names no agent.</summary>
    public static Table Lines()
    {
        var table = new Table("calls.lines");
        table.AddColumn("tenant_id", "text").AsPrimaryKey();
        table.AddColumn("number", "text").AsPrimaryKey();
        table.Indexes.Add(new IndexDefinition("lines_number") { Columns = ["number"] });
        return table;
    }

    public static void Block(IDocumentSession session, string number) => session.QueueSqlCommand(
        "insert into calls.blocked_numbers (tenant_id, number) values (?, ?) on conflict do nothing", session.TenantId, number);

    public static void Unblock(IDocumentSession session, string number) => session.QueueSqlCommand(
        "delete from calls.blocked_numbers where tenant_id = ? and number = ?", session.TenantId, number);

    /// <summary>News of an agent comes in any order, so a number stays its last owner's until another has it.</summary>
    public static void Keep(IDocumentSession session, string number)
    {
        session.QueueSqlCommand("delete from calls.lines where number = ? and tenant_id <> ?", number, session.TenantId);
        session.QueueSqlCommand("insert into calls.lines (tenant_id, number) values (?, ?) on conflict do nothing", session.TenantId, number);
    }

    /// <summary>Whose call it is that comes in, and whether that owner has blocked the caller. Null when it is nobody's.</summary>
    public async Task<Ringing?> FindAsync(string? retellAgentId, string dialled, string caller, CancellationToken stop)
    {
        await using var command = database.CreateCommand("""
            select w.tenant_id, w.retell_agent_id, exists (select from calls.blocked_numbers b where b.tenant_id = w.tenant_id and b.number = $3) from (
              select tenant_id, retell_agent_id, 1 as rank from calls.agent_routes where retell_agent_id = $1 and linked
              union all
              select l.tenant_id, r.retell_agent_id, 2 from calls.lines l join calls.agent_routes r on r.tenant_id = l.tenant_id and r.linked where l.number = $2
            ) w order by rank limit 1
            """);
        command.Parameters.AddWithValue(retellAgentId ?? "");
        command.Parameters.AddWithValue(dialled);
        command.Parameters.AddWithValue(caller);
        await using var row = await command.ExecuteReaderAsync(stop);
        return await row.ReadAsync(stop) ? new(row.GetString(0), row.GetString(1), row.GetBoolean(2)) : null;
    }
}

public sealed record Ringing(string Tenant, string RetellAgentId, bool IsBlocked);
