using Npgsql;
using NpgsqlTypes;

namespace Switchhook.Calls.Intake;

/// <summary>Writes many deliveries by one statement, on a connection that stays open with the statement prepared. For one writer at a time.</summary>
sealed class Insertion(NpgsqlDataSource database) : IAsyncDisposable
{
    const string Fresh = """
        insert into calls.deliveries (id, received_at, signed_at, verdict, event, call_id, retell_agent_id, identity, body_hash, body_size, body, body_packing, signed_by, origin, lane)
        select * from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
        on conflict (identity, body_hash) where duplicate_of is null do nothing returning id
        """;

    const string Again = """
        insert into calls.deliveries (id, received_at, signed_at, verdict, event, call_id, retell_agent_id, tenant_id, identity, body_hash, body_size, duplicate_of, origin)
        select n.id, n.received_at, n.signed_at, 'duplicate', d.event, d.call_id, d.retell_agent_id, d.tenant_id, d.identity, d.body_hash, d.body_size, d.id, n.origin
        from unnest($1, $2, $3, $4, $5, $6) n (id, received_at, signed_at, identity, body_hash, origin)
        join calls.deliveries d on d.identity = n.identity and d.body_hash = n.body_hash and d.duplicate_of is null
        """;

    NpgsqlConnection? open;

    /// <summary>Each is settled once it is committed.</summary>
    public async Task WriteAsync(IReadOnlyList<Pending> batch)
    {
        open ??= await database.OpenConnectionAsync();
        var fresh = await InsertAsync(open, batch);
        var known = batch.Where(x => !fresh.Contains(x.Delivery.Id)).ToList();
        foreach (var kept in batch.Where(x => fresh.Contains(x.Delivery.Id))) kept.Settle(kept.Delivery.FirstVerdict);
        if (known.Count == 0) return;
        if (await RepeatAsync(open, known) != known.Count) throw new InvalidOperationException("What was sent again has gone meanwhile.");
        foreach (var kept in known) kept.Settle(Verdict.Duplicate);
    }

    static async Task<HashSet<Guid>> InsertAsync(NpgsqlConnection connection, IReadOnlyList<Pending> batch)
    {
        var all = batch.Select(x => x.Delivery).ToArray();
        await using var command = new NpgsqlCommand(Fresh, connection)
        {
            Parameters =
            {
                Array(NpgsqlDbType.Uuid, all.Select(x => x.Id)),
                Array(NpgsqlDbType.TimestampTz, all.Select(x => x.ReceivedAt)),
                Array(NpgsqlDbType.TimestampTz, all.Select(x => x.SignedAt!.Value)),
                Array(NpgsqlDbType.Text, all.Select(x => x.FirstVerdict)),
                Array(NpgsqlDbType.Text, all.Select(x => x.Headline.Event)),
                Array(NpgsqlDbType.Text, all.Select(x => x.Headline.CallId)),
                Array(NpgsqlDbType.Text, all.Select(x => x.Headline.RetellAgentId)),
                Array(NpgsqlDbType.Text, all.Select(x => x.Identity)),
                Array(NpgsqlDbType.Bytea, all.Select(x => x.BodyHash)),
                Array(NpgsqlDbType.Integer, all.Select(x => x.Body.Length)),
                Array(NpgsqlDbType.Bytea, batch.Select(x => x.Body.Bytes)),
                Array(NpgsqlDbType.Text, batch.Select(x => x.Body.Packing)),
                Array(NpgsqlDbType.Text, all.Select(x => x.SignedBy)),
                Array(NpgsqlDbType.Text, all.Select(x => x.Origin)),
                Array(NpgsqlDbType.Smallint, all.Select(x => x.Lane)),
            },
        };
        await using var ids = await command.ExecuteReaderAsync();
        var fresh = new HashSet<Guid>(batch.Count);
        while (await ids.ReadAsync()) fresh.Add(ids.GetGuid(0));
        return fresh;
    }

    static async Task<int> RepeatAsync(NpgsqlConnection connection, IReadOnlyList<Pending> known)
    {
        var all = known.Select(x => x.Delivery).ToArray();
        await using var command = new NpgsqlCommand(Again, connection)
        {
            Parameters =
            {
                Array(NpgsqlDbType.Uuid, all.Select(x => x.Id)),
                Array(NpgsqlDbType.TimestampTz, all.Select(x => x.ReceivedAt)),
                Array(NpgsqlDbType.TimestampTz, all.Select(x => x.SignedAt!.Value)),
                Array(NpgsqlDbType.Text, all.Select(x => x.Identity)),
                Array(NpgsqlDbType.Bytea, all.Select(x => x.BodyHash)),
                Array(NpgsqlDbType.Text, all.Select(x => x.Origin)),
            },
        };
        return await command.ExecuteNonQueryAsync();
    }

    static NpgsqlParameter Array<T>(NpgsqlDbType type, IEnumerable<T> values) => new() { NpgsqlDbType = NpgsqlDbType.Array | type, Value = values.ToArray() };

    public async ValueTask DisposeAsync()
    {
        if (open is not null) await open.DisposeAsync();
    }
}
