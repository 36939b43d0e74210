using Npgsql;
using Switchhook.BuildingBlocks;
using Weasel.Postgresql.Tables;

namespace Switchhook.Calls.Ingestion;

/// <summary>
/// The table of raw deliveries. A body is evidence and kept as it came, so it may hold what nothing else here keeps
/// (a web call's access token): it is read by the interpretation and shown to its owner only.
/// </summary>
public sealed class DeliveryTable(NpgsqlDataSource database)
{
    public const string UniqueIdentity = "deliveries_identity";

    const int MostOwnersOfOneCallId = 16;

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
        table.AddColumn("body_packing", "text");
        table.AddColumn("duplicate_of", "uuid");
        table.AddColumn("interpreted_at", "timestamptz");
        table.AddColumn("signed_by", "text");
        table.AddColumn("signer", "text");
        table.AddColumn("share", "text").NotNull().DefaultValueByString("");
        table.AddColumn("times", "integer").NotNull().DefaultValue(1);
        table.AddColumn("origin", "text").NotNull().DefaultValueByString(Delivery.FromWebhook);
        table.AddColumn("lane", "smallint").NotNull().DefaultValue(0);
        table.Indexes.Add(
            new IndexDefinition(UniqueIdentity)
            {
                Columns = ["identity", "body_hash"],
                IsUnique = true,
                Predicate = "(duplicate_of is null)",
            }
        );
        table.Indexes.Add(new IndexDefinition("deliveries_call") { Columns = ["call_id"] });
        table.Indexes.Add(new IndexDefinition("deliveries_tenant_received") { Columns = ["tenant_id", "received_at"] });
        table.Indexes.Add(new IndexDefinition("deliveries_shares") { Columns = ["share", "id"], Predicate = "(verdict = 'accepted')" });
        table.Indexes.Add(
            new IndexDefinition("deliveries_repeats")
            {
                Columns = ["duplicate_of"],
                Predicate = "((verdict = 'duplicate') and (tenant_id is null))",
            }
        );
        table.Indexes.Add(
            new IndexDefinition("deliveries_waiting") { Columns = ["retell_agent_id"], Predicate = "(verdict = 'unknown_agent')" }
        );
        return table;
    }

    /// <summary>Bodies are already compressed, so the server need not try. The queue is short, and its statistics age fast.</summary>
    public const string Storage = """
        alter table calls.deliveries alter column body set storage external;
        alter table calls.deliveries set (autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.05);
        """;

    public Task StoreRejectedAsync(Delivery delivery, CancellationToken stop) =>
        ExecuteAsync(
            "insert into calls.deliveries (id, received_at, verdict, body_hash, body_size) values ($1, $2, $3, $4, $5)",
            stop,
            delivery.Id,
            delivery.ReceivedAt,
            DeliveryStatus.BadSignature,
            delivery.BodyHash,
            delivery.Body.Length
        );

    /// <summary>
    /// Who signed a row. Earlier builds left signer empty, stored the platform as null in signed_by, and wrote neither beside a duplicate,
    /// so duplicates are left out wherever it matters who signed.
    /// </summary>
    public static string SignerOf(string row) => $"coalesce({row}.signer, {row}.signed_by, '{Signer.PlatformName}')";

    /// <summary>
    /// The agents that owners' own keys have first signed this call for, one for each owner. Any owner may have said this call id.
    /// </summary>
    public async Task<IReadOnlyList<AccountScopedId>> FirstAgentsOfAsync(string callId, CancellationToken stop)
    {
        await using var command = database.CreateCommand(
            $"""
            select d.signed_by, (array_agg(d.retell_agent_id order by d.received_at))[1] from calls.deliveries d
            where d.call_id = $1 and d.signed_by is not null and d.retell_agent_id is not null and d.duplicate_of is null
            group by d.signed_by order by min(d.received_at) limit {MostOwnersOfOneCallId}
            """
        );
        command.Parameters.AddWithValue(callId);
        await using var row = await command.ExecuteReaderAsync(stop);
        var agents = new List<AccountScopedId>();
        while (await row.ReadAsync(stop))
            agents.Add(new(Signer.Read(row.GetString(0)), row.GetString(1)));
        return agents;
    }

    /// <summary>Who signed a tenant's call, and for which agent each time.</summary>
    public async Task<IReadOnlyList<AccountScopedId>> SignersOfCallAsync(string tenant, string callId, CancellationToken stop)
    {
        await using var command = database.CreateCommand(
            $"""
            select {SignerOf("d")}, coalesce(d.retell_agent_id, '') from calls.deliveries d
            where d.call_id = $1 and d.tenant_id = $2 and d.duplicate_of is null and d.signed_at is not null
            group by 1, 2 order by min(d.received_at)
            """
        );
        command.Parameters.AddWithValue(callId);
        command.Parameters.AddWithValue(tenant);
        await using var row = await command.ExecuteReaderAsync(stop);
        var signers = new List<AccountScopedId>();
        while (await row.ReadAsync(stop))
            signers.Add(new(Signer.Read(row.GetString(0)), row.GetString(1)));
        return signers;
    }

    /// <summary>What waited for somebody to have this agent is queued again.</summary>
    public Task RequeueOfAgentAsync(string retellAgentId, CancellationToken stop) =>
        ExecuteAsync(
            """
            update calls.deliveries set verdict = 'accepted', reason = null, share = coalesce((select tenant_id from calls.agent_routes
                where retell_agent_id = $1), '')
            where retell_agent_id = $1 and verdict = 'unknown_agent' and body is not null
            """,
            stop,
            retellAgentId
        );

    /// <summary>The same for deliveries that were set aside while their agent was being connected: these, or all of them.</summary>
    public Task<int> RequeueOwnedAsync(Guid[]? ids, CancellationToken stop) =>
        ExecuteAsync(
            """
            update calls.deliveries d set verdict = 'accepted', reason = null, share = r.tenant_id
            from calls.agent_routes r where r.retell_agent_id = d.retell_agent_id and d.verdict = 'unknown_agent' and d.body is not null
                and ($1::uuid[] is null or d.id = any($1))
            """,
            stop,
            (object?)ids ?? DBNull.Value
        );

    /// <summary>Queues deliveries again; interpreting one twice changes nothing.</summary>
    public Task<int> RequeueAsync(Guid[] ids, CancellationToken stop) =>
        ExecuteAsync(
            """
            update calls.deliveries set verdict = 'accepted', reason = null
            where id = any($1) and verdict in ('applied', 'ignored', 'unknown_agent', 'failed', 'too_costly') and call_id is not null
                and event is not null and body is not null
            """,
            stop,
            ids
        );

    public Task<int> FailAsync(Guid id, string? tenant, string reason, DateTimeOffset now, CancellationToken stop) =>
        ExecuteAsync(
            """
            update calls.deliveries set verdict = 'failed', reason = $2, interpreted_at = $3, tenant_id = coalesce($4, tenant_id)
                where id = $1 and verdict = 'accepted'
            """,
            stop,
            id,
            reason,
            now,
            (object?)tenant ?? DBNull.Value
        );

    /// <summary>A duplicate that came before its first was applied belongs to the same owner, whose page shows it.</summary>
    public Task<int> AssignDuplicatesAsync(CancellationToken stop) =>
        ExecuteAsync(
            """
            with orphans as (
                select d.id, f.tenant_id from calls.deliveries d join calls.deliveries f on f.id = d.duplicate_of
                where d.verdict = 'duplicate' and d.tenant_id is null and f.tenant_id is not null limit 500 for update of d skip locked)
            update calls.deliveries d set tenant_id = o.tenant_id from orphans o where d.id = o.id
            """,
            stop
        );

    public async Task<ulong> WaitingLanesAsync(CancellationToken stop)
    {
        await using var command = database.CreateCommand(
            $"""
            with recursive {DeliveryQueue.Shares}
            select distinct w.lane from every_share t cross join lateral ({DeliveryQueue.OldestOf("t")}) w
            """
        );
        await using var row = await command.ExecuteReaderAsync(stop);
        var waiting = 0UL;
        while (await row.ReadAsync(stop))
            waiting |= Lane.Bit(row.GetInt16(0));
        return waiting;
    }

    /// <summary>Takes the bodies of the oldest ones after the one given away; the last of these, when there were any.</summary>
    public async Task<(int Forgotten, Guid? Last)> DeleteBodiesAsync(Guid after, DateTimeOffset before, CancellationToken stop)
    {
        await using var command = database.CreateCommand(
            """
            update calls.deliveries set body = null, body_packing = null
            where id in (select id from calls.deliveries where id > $1 and id < $2 and received_at < $3 and body is not null
                and verdict <> 'accepted' order by id limit 500)
            returning id
            """
        );
        command.CommandTimeout = 300;
        command.Parameters.AddWithValue(after);
        command.Parameters.AddWithValue(Guid.CreateVersion7(before.AddMilliseconds(1)));
        command.Parameters.AddWithValue(before);
        await using var row = await command.ExecuteReaderAsync(stop);
        var ids = new List<Guid>();
        while (await row.ReadAsync(stop))
            ids.Add(row.GetGuid(0));
        return (ids.Count, ids.Count > 0 ? ids.MaxBy(x => x.ToString(), StringComparer.Ordinal) : null);
    }

    async Task<int> ExecuteAsync(string sql, CancellationToken stop, params object[] values)
    {
        await using var command = database.CreateCommand(sql);
        foreach (var value in values)
            command.Parameters.AddWithValue(value);
        return await command.ExecuteNonQueryAsync(stop);
    }
}
