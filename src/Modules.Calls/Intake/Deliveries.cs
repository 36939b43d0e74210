using Marten;
using Npgsql;
using Weasel.Postgresql;
using Weasel.Postgresql.Tables;

namespace Switchhook.Calls.Intake;

/// <summary>
/// The table of raw deliveries. A body is evidence and kept as it came, so it may hold what nothing else here keeps
/// (a web call's access token): it is read by the interpretation and shown to its owner only.
/// </summary>
public sealed class Deliveries(NpgsqlDataSource database)
{
    public const string UniqueIdentity = "deliveries_identity";

    public static Table Table()
    {
        var table = new Table("calls.deliveries");
        table.AddColumn<Guid>("id").AsPrimaryKey();
        table.AddColumn("received_at", "timestamptz").NotNull();
        table.AddColumn("signed_at", "timestamptz");
        table.AddColumn("verdict", "text").NotNull();
        table.AddColumn("reason", "text");
        table.AddColumn("event", "text");
        table.AddColumn("call_id", "text");
        table.AddColumn("retell_agent_id", "text");
        table.AddColumn("tenant_id", "text");
        table.AddColumn("identity", "text");
        table.AddColumn("body_hash", "bytea").NotNull();
        table.AddColumn("body_size", "integer").NotNull();
        table.AddColumn("body", "bytea");
        table.AddColumn("duplicate_of", "uuid");
        table.AddColumn("interpreted_at", "timestamptz");
        table.AddColumn("signed_by", "text");
        table.AddColumn("origin", "text").NotNull().DefaultValueByString(Delivery.FromWebhook);
        table.Indexes.Add(new IndexDefinition(UniqueIdentity) { Columns = ["identity", "body_hash"], IsUnique = true, Predicate = "(duplicate_of is null)" });
        table.Indexes.Add(new IndexDefinition("deliveries_call") { Columns = ["call_id"] });
        table.Indexes.Add(new IndexDefinition("deliveries_tenant_received") { Columns = ["tenant_id", "received_at"] });
        table.Indexes.Add(new IndexDefinition("deliveries_waiting") { Columns = ["retell_agent_id"], Predicate = "(verdict = 'unknown_agent')" });
        return table;
    }

    public static void Keep(IDocumentSession session, Delivery delivery) => session.QueueSqlCommand("""
        insert into calls.deliveries (id, received_at, signed_at, verdict, event, call_id, retell_agent_id, identity, body_hash, body_size, body, signed_by, origin)
        values (?, ?, ?, ?, nullif(?, ''), nullif(?, ''), nullif(?, ''), nullif(?, ''), ?, ?, ?, nullif(?, ''), ?)
        """,
        delivery.Id, delivery.ReceivedAt, delivery.SignedAt!.Value, delivery.FirstVerdict, delivery.Headline.Event ?? "", delivery.Headline.CallId ?? "",
        delivery.Headline.RetellAgentId ?? "", delivery.Identity ?? "", delivery.BodyHash, delivery.Body.Length, delivery.Body, delivery.SignedBy ?? "", delivery.Origin);

    public static void Conclude(IDocumentSession session, Guid id, string verdict, string reason, DateTimeOffset now) => session.QueueSqlCommand(
        "update calls.deliveries set verdict = ?, reason = nullif(?, ''), tenant_id = ?, interpreted_at = ? where id = ?",
        verdict, reason, session.TenantId, now, id);

    public Task KeepDuplicateAsync(Delivery delivery, CancellationToken stop) => ExecuteAsync("""
        insert into calls.deliveries (id, received_at, signed_at, verdict, event, call_id, retell_agent_id, tenant_id, identity, body_hash, body_size, duplicate_of)
        select $1, $2, $3, $4, event, call_id, retell_agent_id, tenant_id, identity, body_hash, body_size, id
        from calls.deliveries where identity = $5 and body_hash = $6 and duplicate_of is null
        """, stop, delivery.Id, delivery.ReceivedAt, delivery.SignedAt!.Value, Verdict.Duplicate, delivery.Identity!, delivery.BodyHash);

    public Task KeepForgeryAsync(Delivery delivery, CancellationToken stop) => ExecuteAsync(
        "insert into calls.deliveries (id, received_at, verdict, body_hash, body_size) values ($1, $2, $3, $4, $5)",
        stop, delivery.Id, delivery.ReceivedAt, Verdict.BadSignature, delivery.BodyHash, delivery.Body.Length);

    /// <summary>
    /// Once a call has an owner it keeps it, whichever agent it is handed to; else the agent's owner owns the call. What a connection's
    /// own key signed is its owner's whatever it says: else who has a key could write into other people's calls.
    /// </summary>
    public async Task<string?> FindOwnerAsync(Guid id, CancellationToken stop)
    {
        await using var command = database.CreateCommand("""
            select coalesce(
                d.signed_by,
                (select c.tenant_id from calls.deliveries c where c.call_id = d.call_id and c.tenant_id is not null and c.signed_by is null order by c.received_at limit 1),
                r.tenant_id)
            from calls.deliveries d left join calls.agent_routes r on r.retell_agent_id = d.retell_agent_id
            where d.id = $1
            """);
        command.Parameters.AddWithValue(id);
        return await command.ExecuteScalarAsync(stop) as string;
    }

    /// <summary>The agent that a connection's key has first signed this call for.</summary>
    public async Task<string?> FirstAgentOfAsync(string callId, CancellationToken stop)
    {
        await using var command = database.CreateCommand(
            "select retell_agent_id from calls.deliveries where call_id = $1 and signed_by is not null and retell_agent_id is not null order by received_at limit 1");
        command.Parameters.AddWithValue(callId);
        return await command.ExecuteScalarAsync(stop) as string;
    }

    public async Task<Kept?> FindAsync(Guid id, string tenant, CancellationToken stop)
    {
        await using var command = database.CreateCommand("""
            select d.verdict, d.received_at, d.signed_at, d.body, r.agent_name, case when r.linked and r.heard_at is null then r.retell_agent_id end
            from calls.deliveries d left join calls.agent_routes r on r.retell_agent_id = d.retell_agent_id and r.tenant_id = $2
            where d.id = $1 and d.body is not null
            """);
        command.Parameters.AddWithValue(id);
        command.Parameters.AddWithValue(tenant);
        await using var row = await command.ExecuteReaderAsync(stop);
        if (!await row.ReadAsync(stop)) return null;
        return new(
            row.GetString(0), row.GetFieldValue<DateTimeOffset>(1), row.GetFieldValue<DateTimeOffset>(2), row.GetFieldValue<byte[]>(3),
            row.IsDBNull(4) ? null : row.GetString(4), row.IsDBNull(5) ? null : row.GetString(5));
    }

    public Task SetAsideAsync(Guid id, CancellationToken stop) => ExecuteAsync(
        "update calls.deliveries set verdict = $2, reason = 'No connected agent has this id yet' where id = $1 and interpreted_at is null",
        stop, id, Verdict.UnknownAgent);

    public async Task<IReadOnlyList<Guid>> WaitingForAsync(string retellAgentId, CancellationToken stop)
    {
        await using var command = database.CreateCommand("select id from calls.deliveries where retell_agent_id = $1 and verdict = 'unknown_agent' order by received_at");
        command.Parameters.AddWithValue(retellAgentId);
        await using var rows = await command.ExecuteReaderAsync(stop);
        var ids = new List<Guid>();
        while (await rows.ReadAsync(stop)) ids.Add(rows.GetGuid(0));
        return ids;
    }

    public Task FailAsync(Guid id, string reason, CancellationToken stop) => ExecuteAsync(
        "update calls.deliveries set verdict = $2, reason = $3 where id = $1 and interpreted_at is null", stop, id, Verdict.Failed, reason);

    async Task ExecuteAsync(string sql, CancellationToken stop, params object[] values)
    {
        await using var command = database.CreateCommand(sql);
        foreach (var value in values) command.Parameters.AddWithValue(value);
        await command.ExecuteNonQueryAsync(stop);
    }

    /// <summary>A stored delivery, as the interpretation reads it.</summary>
    /// <param name="AgentName">What the owner calls the agent; null when the agent was never the owner's.</param>
    /// <param name="FirstOf">Retell's id of the agent, when nothing of it has been heard before.</param>
    public sealed record Kept(string Verdict, DateTimeOffset ReceivedAt, DateTimeOffset SignedAt, byte[] Body, string? AgentName, string? FirstOf);
}
