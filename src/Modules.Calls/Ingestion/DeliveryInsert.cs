using Npgsql;
using NpgsqlTypes;
using Switchhook.BuildingBlocks;

namespace Switchhook.Calls.Ingestion;

/// <summary>
/// Writes many deliveries by one statement, on a connection that stays open with the statement prepared. For one writer at a time.
/// </summary>
sealed class DeliveryInsert(NpgsqlDataSource database) : IAsyncDisposable
{
    /// <summary>An agent's owner may change later; whose share of the queue it takes need not.</summary>
    const string InsertSql = $"""
        insert into calls.deliveries (id, received_at, signed_at, verdict, event, call_id, retell_agent_id, identity, body_hash, body_size,
            body, body_packing, signed_by,
            origin, lane, signer, share, reason)
        select n.id, n.received_at, n.signed_at, n.verdict, n.event, n.call_id, n.agent, n.identity, n.body_hash, n.body_size, n.body,
            n.packing, n.signed_by,
            n.origin, n.lane, n.signer, case when n.over then '{DeliveryQueue.LowPriorityPrefix}' else '' end || coalesce(n.signed_by, r.tenant_id, ''),
            case when n.over and n.verdict = '{DeliveryStatus.Accepted}' then '{OverBudget}' end
        from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17) with ordinality
            n (id, received_at, signed_at, verdict, event, call_id, agent, identity, body_hash, body_size, body, packing, signed_by, origin, lane, signer, over, place)
        left join calls.agent_routes r on r.retell_agent_id = n.agent
        order by n.place
        on conflict (identity, body_hash) where duplicate_of is null do nothing returning id
        """;

    const string OverBudget = "More than this hour''s limit: it is applied when nothing else waits";

    /// <summary>
    /// One row holds all repeats of a delivery, and counts them. Its id is that of the first but for the last digit, so that it is found
    /// without a lookup and stands beside it in time.
    /// </summary>
    const string RepeatSql = """
        insert into calls.deliveries as known (id, received_at, signed_at, verdict, event, call_id, retell_agent_id, tenant_id, identity,
            body_hash, body_size, duplicate_of, origin,
            signed_by, signer, times)
        select (left(d.id::text, 35) || translate(right(d.id::text, 1), '0123456789abcdef', '123456789abcdef0'))::uuid,
            n.received_at, n.signed_at, 'duplicate', d.event, d.call_id, d.retell_agent_id, d.tenant_id, d.identity, d.body_hash, d.body_size, d.id, n.origin,
            d.signed_by, d.signer, n.times
        from unnest($1, $2, $3, $4, $5, $6) n (received_at, signed_at, identity, body_hash, origin, times)
        join calls.deliveries d on d.identity = n.identity and d.body_hash = n.body_hash and d.duplicate_of is null
        order by d.id
        on conflict (id) do update set times = known.times + excluded.times, tenant_id = coalesce(known.tenant_id, excluded.tenant_id)
        """;

    NpgsqlConnection? open;

    /// <summary>Each is settled once it is committed.</summary>
    public async Task WriteAsync(IReadOnlyList<PendingDelivery> batch)
    {
        open ??= await database.OpenConnectionAsync();
        var fresh = await InsertAsync(open, batch);
        var known = batch.Where(x => !fresh.Contains(x.Delivery.Id)).ToList();
        foreach (var kept in batch.Where(x => fresh.Contains(x.Delivery.Id)))
            kept.Complete(kept.Delivery.InitialStatus);
        if (known.Count == 0)
            return;
        if (!await RepeatAsync(open, known))
            throw new InvalidOperationException("What was sent again has gone meanwhile.");
        foreach (var kept in known)
            kept.Complete(DeliveryStatus.Duplicate);
    }

    static async Task<HashSet<Guid>> InsertAsync(NpgsqlConnection connection, IReadOnlyList<PendingDelivery> batch)
    {
        var all = batch.Select(x => x.Delivery).ToArray();
        await using var command = new NpgsqlCommand(InsertSql, connection)
        {
            Parameters =
            {
                Array(NpgsqlDbType.Uuid, all.Select(x => x.Id)),
                Array(NpgsqlDbType.TimestampTz, all.Select(x => x.ReceivedAt)),
                Array(NpgsqlDbType.TimestampTz, all.Select(x => x.SignedAt!.Value)),
                Array(NpgsqlDbType.Text, all.Select(x => x.InitialStatus)),
                Array(NpgsqlDbType.Text, all.Select(x => x.Envelope.Event)),
                Array(NpgsqlDbType.Text, all.Select(x => x.Envelope.CallId)),
                Array(NpgsqlDbType.Text, all.Select(x => x.Envelope.RetellAgentId)),
                Array(NpgsqlDbType.Text, all.Select(x => x.Identity)),
                Array(NpgsqlDbType.Bytea, all.Select(x => x.BodyHash)),
                Array(NpgsqlDbType.Integer, all.Select(x => x.Body.Length)),
                Array(NpgsqlDbType.Bytea, batch.Select(x => x.Body.Bytes)),
                Array(NpgsqlDbType.Text, batch.Select(x => x.Body.Packing)),
                Array(NpgsqlDbType.Text, all.Select(x => Signed(x).Tenant)),
                Array(NpgsqlDbType.Text, all.Select(x => x.Origin)),
                Array(NpgsqlDbType.Smallint, all.Select(x => x.LaneNumber)),
                Array(NpgsqlDbType.Text, all.Select(x => Signed(x).Stored)),
                Array(NpgsqlDbType.Boolean, all.Select(x => x.IsOverBudget)),
            },
        };
        await using var ids = await command.ExecuteReaderAsync();
        var fresh = new HashSet<Guid>(batch.Count);
        while (await ids.ReadAsync())
            fresh.Add(ids.GetGuid(0));
        return fresh;
    }

    /// <summary>False when one of those that they repeat is not there.</summary>
    static async Task<bool> RepeatAsync(NpgsqlConnection connection, IReadOnlyList<PendingDelivery> known)
    {
        var repeats = known
            .Select(x => x.Delivery)
            .GroupBy(x => (x.Identity, x.HashInHex))
            .Select(x => (First: x.First(), Times: x.Count()))
            .ToArray();
        await using var command = new NpgsqlCommand(RepeatSql, connection)
        {
            Parameters =
            {
                Array(NpgsqlDbType.TimestampTz, repeats.Select(x => x.First.ReceivedAt)),
                Array(NpgsqlDbType.TimestampTz, repeats.Select(x => x.First.SignedAt!.Value)),
                Array(NpgsqlDbType.Text, repeats.Select(x => x.First.Identity)),
                Array(NpgsqlDbType.Bytea, repeats.Select(x => x.First.BodyHash)),
                Array(NpgsqlDbType.Text, repeats.Select(x => x.First.Origin)),
                Array(NpgsqlDbType.Integer, repeats.Select(x => x.Times)),
            },
        };
        return await command.ExecuteNonQueryAsync() == repeats.Length;
    }

    static Signer Signed(Delivery delivery) =>
        delivery.SignedBy ?? throw new InvalidOperationException("Only what somebody signed is kept.");

    static NpgsqlParameter Array<T>(NpgsqlDbType type, IEnumerable<T> values) =>
        new() { NpgsqlDbType = NpgsqlDbType.Array | type, Value = values.ToArray() };

    public async ValueTask DisposeAsync()
    {
        if (open is not null)
            await open.DisposeAsync();
    }
}
