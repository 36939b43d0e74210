using Npgsql;

namespace Switchhook.Calls.Intake;

/// <summary>
/// The queue as one worker sees it, over a connection of its own: lanes are taken by advisory locks, which the server gives back when the
/// connection ends, however the process died.
/// </summary>
sealed class Queue(NpgsqlDataSource database) : IAsyncDisposable
{
    /// <summary>How much is interpreted in one transaction: the more, the less each costs; but those who wait for an answer want the cores back soon.</summary>
    public const int Most = 500, Few = 200;
    const int MostBytes = 8 * 1024 * 1024, Locks = 7464002;

    /// <summary>
    /// Once a call has an owner it keeps it, whichever agent it is handed to; else the agent's owner owns the call. What a connection's
    /// own key signed is its owner's whatever it says: else who has a key could write into other people's calls.
    /// </summary>
    const string Oldest = """
        select w.id, w.event, w.call_id, w.lane, w.received_at, w.signed_at, w.body, w.body_packing, w.body_size, w.signed_by,
            (select c.tenant_id from calls.deliveries c where c.call_id = w.call_id and c.tenant_id is not null and c.signed_by is null order by c.received_at limit 1),
            r.retell_agent_id, r.tenant_id, r.agent_name, r.linked and r.heard_at is null
        from (
            select *, sum(body_size) over (order by id) - body_size as before
            from (select * from calls.deliveries where verdict = 'accepted' and lane = any($1) order by id limit $2) oldest
        ) w left join calls.agent_routes r on r.retell_agent_id = w.retell_agent_id
        where w.before < $3
        order by w.id
        """;

    NpgsqlConnection? connection;

    /// <summary>Which of these lanes nobody else is at, and the oldest of what waits in them.</summary>
    public async Task<(ulong Taken, IReadOnlyList<Waiting> Waiting, bool More)> TakeAsync(ulong lanes, int most, CancellationToken stop)
    {
        connection ??= await database.OpenConnectionAsync(stop);
        var numbers = Lane.In(lanes).ToArray();
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new($"select lane from unnest($1) lane where pg_try_advisory_lock({Locks}, lane)") { Parameters = { new() { Value = numbers } } },
                new(Oldest) { Parameters = { new() { Value = numbers }, new() { Value = most }, new() { Value = (long)MostBytes } } },
            },
        };
        await using var row = await batch.ExecuteReaderAsync(stop);
        var taken = 0UL;
        while (await row.ReadAsync(stop)) taken |= Lane.Bit(row.GetInt16(0));
        await row.NextResultAsync(stop);
        var waiting = new List<Waiting>();
        var owners = new Dictionary<string, string?>();
        var (count, bytes) = (0, 0L);
        for (; await row.ReadAsync(stop); count++, bytes += row.GetInt32(8))
            if ((taken & Lane.Bit(row.GetInt16(3))) != 0) waiting.Add(Read(row, owners));
        return (taken, waiting, count == most || bytes >= MostBytes);
    }

    public async Task LeaveAsync()
    {
        if (connection is null) return;
        await using var command = new NpgsqlCommand("select pg_advisory_unlock_all()", connection);
        await command.ExecuteNonQueryAsync();
    }

    static Waiting Read(NpgsqlDataReader row, Dictionary<string, string?> owners)
    {
        var call = row.GetString(2);
        var owner = Text(row, 9);
        if (owner is null)
        {
            // Of several that wait, the first one with an owner decides over the later ones, as it would had they come one by one.
            if (!owners.TryGetValue(call, out owner) || owner is null) owners[call] = owner = Text(row, 10) ?? Text(row, 12);
        }
        var theirs = owner is not null && Text(row, 12) == owner;
        return new(
            row.GetGuid(0), row.GetString(1), call, row.GetInt16(3), row.GetFieldValue<DateTimeOffset>(4), row.GetFieldValue<DateTimeOffset>(5),
            new(row.IsDBNull(6) ? [] : row.GetFieldValue<byte[]>(6), Text(row, 7)), row.GetInt32(8),
            owner, theirs ? Text(row, 13) : null, theirs && !row.IsDBNull(14) && row.GetBoolean(14) ? Text(row, 11) : null);
    }

    static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref connection, null) is { } open) await open.DisposeAsync();
    }
}
