using Marten;
using Npgsql;
using Weasel.Postgresql.Tables;

namespace Switchhook.Calls.Screening;

/// <summary>
/// Blocked callers, and the numbers of each owner. Tables and not documents: they are read across tenants while the caller waits,
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
    public static Table NumberOwnersTable()
    {
        var table = new Table("calls.lines");
        table.AddColumn("tenant_id", "text").AsPrimaryKey();
        table.AddColumn("number", "text").AsPrimaryKey();
        table.AddColumn("kept_at", "timestamptz").DefaultValueByExpression("now()");
        table.Indexes.Add(new IndexDefinition("lines_number") { Columns = ["number"] });
        return table;
    }

    public static void Block(IDocumentSession session, string number) =>
        session.QueueSqlCommand(
            "insert into calls.blocked_numbers (tenant_id, number) values (?, ?) on conflict do nothing",
            session.TenantId,
            number
        );

    public static void Unblock(IDocumentSession session, string number) =>
        session.QueueSqlCommand("delete from calls.blocked_numbers where tenant_id = ? and number = ?", session.TenantId, number);

    /// <summary>
    /// News of an agent comes in any order, so a number stays with whoever had it. That another owner names it too takes it from nobody.
    /// </summary>
    public static void StoreNumberOwner(IDocumentSession session, string number) =>
        session.QueueSqlCommand(
            "insert into calls.lines (tenant_id, number) values (?, ?) on conflict (tenant_id, number) do update set kept_at = now()",
            session.TenantId,
            number
        );

    /// <summary>
    /// Whose call it is that comes in, and whether that owner has blocked the caller. Anybody can connect any number, so several owners
    /// may answer: the number and who signed decide. Of several in one account, the one who had the number last.
    /// </summary>
    public async Task<IReadOnlyList<CallOwner>> FindAsync(string? retellAgentId, string dialled, string caller, CancellationToken stop)
    {
        await using var command = database.CreateCommand(
            $"""
            select w.tenant_id, w.retell_agent_id, exists (select from calls.blocked_numbers b where b.tenant_id = w.tenant_id
                and b.number = $3) from (
              select tenant_id, retell_agent_id, 1 as rank, null::timestamptz as kept_at from calls.agent_routes where retell_agent_id = $1
                  and linked
              union all
              select l.tenant_id, r.retell_agent_id, 2, l.kept_at from calls.lines l join calls.agent_routes r on r.tenant_id = l.tenant_id
                  and r.linked where l.number = $2
            ) w order by rank, kept_at desc nulls last limit {MostOwnersOfOneNumber}
            """
        );
        command.Parameters.AddWithValue(retellAgentId ?? "");
        command.Parameters.AddWithValue(dialled);
        command.Parameters.AddWithValue(caller);
        await using var row = await command.ExecuteReaderAsync(stop);
        var owners = new List<CallOwner>();
        while (await row.ReadAsync(stop))
            owners.Add(new(row.GetString(0), row.GetString(1), row.GetBoolean(2)));
        return owners;
    }

    const int MostOwnersOfOneNumber = 16;
}

/// <param name="RetellAgentId">The agent that answers, whose account says which key may sign for the number.</param>
public sealed record CallOwner(string Tenant, string RetellAgentId, bool IsBlocked);
