using Marten;
using Npgsql;
using Weasel.Postgresql.Tables;
using Wolverine.Marten;

namespace Switchhook.Agents.Purchases;

/// <summary>
/// Every number that was bought or may be about to be. The place is taken in the commit that begins the set-up, one tenant after the other,
/// so that many at once cannot pass the limit.
/// </summary>
public sealed class PurchaseLedger(NpgsqlDataSource database)
{
    public static Table Table()
    {
        var table = new Table("agents.purchases");
        table.AddColumn("tenant_id", "text").AsPrimaryKey();
        table.AddColumn<Guid>("agent_id").AsPrimaryKey();
        table.AddColumn("network", "text").NotNull();
        table.AddColumn("reserved_at", "timestamptz").NotNull().AddIndex();
        return table;
    }

    public async Task<PurchaseCount> CountAsync(string network, DateTimeOffset now, CancellationToken stop)
    {
        await using var command = database.CreateCommand(
            """
            select count(*)::int, (count(*) filter (where network = $2))::int, min(reserved_at), min(reserved_at) filter (where network =
                $2)
            from agents.purchases where reserved_at > $1
            """
        );
        command.Parameters.AddWithValue(now - PurchaseLimits.Day);
        command.Parameters.AddWithValue(network);
        await using var row = await command.ExecuteReaderAsync(stop);
        await row.ReadAsync(stop);
        return new(row.GetInt32(0), row.GetInt32(1), Time(2), Time(3));

        DateTimeOffset? Time(int column) => row.IsDBNull(column) ? null : row.GetFieldValue<DateTimeOffset>(column);
    }

    /// <summary>A limit was passed by somebody who committed first: counted again, that is a refusal.</summary>
    public static bool IsFull(Exception failure) =>
        failure switch
        {
            PostgresException { SqlState: PostgresErrorCodes.NotNullViolation, TableName: "purchases" } => true,
            { InnerException: { } inner } => IsFull(inner),
            _ => false,
        };

    /// <summary>Nothing was bought after all.</summary>
    public static void Release(IDocumentSession session, Guid agentId) =>
        session.QueueSqlCommand("delete from agents.purchases where tenant_id = ? and agent_id = ?", session.TenantId, agentId);
}

/// <summary>In the commit of the command that asked for it. Passing a limit leaves the network null, which the table refuses.</summary>
public sealed record ReservePurchase(Guid AgentId, string Network, PurchaseLimits Limits, DateTimeOffset Now) : IMartenOp
{
    public void Execute(IDocumentSession session)
    {
        session.QueueSqlCommand("lock table agents.purchases in share row exclusive mode");
        session.QueueSqlCommand("delete from agents.purchases where reserved_at < ?", Now.AddDays(-7));
        session.QueueSqlCommand(
            """
            insert into agents.purchases (tenant_id, agent_id, reserved_at, network)
            select ?, ?, ?, case when count(*) < ? and count(*) filter (where network = ?) < ? then ? end from agents.purchases
                where reserved_at > ?
            """,
            session.TenantId,
            AgentId,
            Now,
            Limits.PerDay,
            Network,
            Limits.PerNetwork,
            Network,
            Now - PurchaseLimits.Day
        );
    }
}
