using Npgsql;
using Switchhook.BuildingBlocks;

namespace Switchhook.Calls.Ingestion;

/// <summary>
/// The table as a queue: what waits in a few lanes is read in the transaction that writes what it says. That transaction holds the lanes by
/// advisory locks, which the server releases when it ends, however the process died.
/// </summary>
static class DeliveryQueue
{
    /// <summary>
    /// How much is taken at once: the more, the less each costs; but those who wait for an answer want the cores back soon.
    /// </summary>
    public const int MaxBatch = 500,
        SmallBatch = 200;
    public const int LeastShareBytes = 512 * 1024;
    const int MostBytes = 8 * 1024 * 1024,
        BytesOfARow = 2_000;

    const string LaneIsLocked = "pg_try_advisory_xact_lock(7464002, lane)";

    /// <summary>Begins the share of what goes behind everybody.</summary>
    public const string LowPriorityPrefix = "~";

    /// <summary>Whose deliveries wait, found by skipping through an index: also where one owner has a hundred thousand.</summary>
    internal const string Shares = """
        shares as (
            (select share from calls.deliveries where verdict = 'accepted' order by share limit 1)
            union all
            select (select d.share from calls.deliveries d where d.verdict = 'accepted' and d.share > s.share order by d.share limit 1)
                from shares s where s.share is not null),
        every_share as (select share from shares where share is not null)
        """;

    /// <summary>The oldest of one share; of each the fewer, the more there are.</summary>
    internal static string OldestOf(string share) =>
        $"""
            select id, lane, body_size from calls.deliveries where verdict = 'accepted' and share = {share}.share order by id
            limit (select greatest(16, 4000 / greatest(count(*), 1)) from every_share)
            """;

    /// <summary>
    /// Every owner gets an equal part in bytes of what a worker takes. Once a call has an owner it keeps it, whichever agent it is handed
    /// to; else the agent's owner owns the call. What an owner's own key signed is that owner's whatever it says: else whoever has a key
    /// could write into other people's calls.
    /// </summary>
    static readonly string Oldest = $"""
        with recursive {Shares},
        turns as (
            select share from every_share where not starts_with(share, '{LowPriorityPrefix}')
            union all
            select share from every_share where starts_with(share, '{LowPriorityPrefix}') and not exists (select from every_share
                where not starts_with(share, '{LowPriorityPrefix}'))),
        oldest as (
            select w.id, sum(w.body_size + {BytesOfARow}) over (partition by t.share order by w.id) - w.body_size - {BytesOfARow}
                as before, w.body_size
            from turns t cross join lateral ({OldestOf("t")}) w where w.lane = any($1) and w.body_size <= $3),
        chosen as (
            select id, sum(body_size) over (order by before, id) - body_size as ahead from oldest
            where before < (select greatest({LeastShareBytes}, {MostBytes} / greatest(count(*), 1)) from turns) order by before, id
                limit $2)
        select w.id, w.event, w.call_id, w.lane, w.received_at, w.signed_at, w.body, w.body_packing, w.body_size, {DeliveryTable.SignerOf(
            "w"
        )},
            (select c.tenant_id from calls.deliveries c
             where c.call_id = w.call_id and c.tenant_id is not null and c.duplicate_of is null and {DeliveryTable.SignerOf(
            "c"
        )} = '{Signer.PlatformName}'
             order by c.received_at limit 1),
            r.retell_agent_id, r.tenant_id, r.agent_name, r.linked and r.heard_at is null, w.share
        from chosen n join calls.deliveries w on w.id = n.id left join calls.agent_routes r on r.retell_agent_id = w.retell_agent_id
        where n.ahead < {MostBytes} and w.verdict = 'accepted'
        order by w.id
        """;

    /// <summary>Locks those of these lanes that no other transaction holds, and reads their oldest waiting deliveries.</summary>
    public static async Task<(ulong Taken, IReadOnlyList<WaitingDelivery> Waiting, bool IsFull)> TakeAsync(
        NpgsqlConnection transaction,
        ulong lanes,
        int most,
        int largest,
        CancellationToken stop
    )
    {
        var numbers = Lane.NumbersOf(lanes).ToArray();
        await using var batch = new NpgsqlBatch(transaction)
        {
            BatchCommands =
            {
                new($"select lane from unnest($1) lane where {LaneIsLocked}") { Parameters = { new() { Value = numbers } } },
                new(Oldest)
                {
                    Parameters =
                    {
                        new() { Value = numbers },
                        new() { Value = most },
                        new() { Value = largest },
                    },
                },
            },
        };
        await using var row = await batch.ExecuteReaderAsync(stop);
        var taken = 0UL;
        while (await row.ReadAsync(stop))
            taken |= Lane.Bit(row.GetInt16(0));
        await row.NextResultAsync(stop);
        var waiting = new List<WaitingDelivery>();
        var owners = new Dictionary<string, string?>();
        var count = 0;
        for (; await row.ReadAsync(stop); count++)
            if ((taken & Lane.Bit(row.GetInt16(3))) != 0)
                waiting.Add(Read(row, owners));
        return (taken, waiting, count == most);
    }

    /// <summary>False when another transaction holds one of these deliveries' lanes.</summary>
    public static async Task<bool> TryLockAsync(
        NpgsqlConnection transaction,
        IReadOnlyList<WaitingDelivery> waiting,
        CancellationToken stop
    )
    {
        var lanes = waiting.Select(x => x.LaneNumber).Distinct().ToArray();
        await using var command = new NpgsqlCommand($"select bool_and({LaneIsLocked}) from unnest($1) lane", transaction)
        {
            Parameters = { new() { Value = lanes } },
        };
        return await command.ExecuteScalarAsync(stop) is true;
    }

    static WaitingDelivery Read(NpgsqlDataReader row, Dictionary<string, string?> owners)
    {
        var call = row.GetString(2);
        var signer = Signer.Read(Text(row, 9));
        var owner = signer.Tenant;
        if (owner is null)
        {
            // Of several that wait, the first one with an owner decides over the later ones, as it would had they come one by one.
            if (!owners.TryGetValue(call, out owner) || owner is null)
                owners[call] = owner = Text(row, 10) ?? Text(row, 12);
        }
        var theirs = owner is not null && Text(row, 12) == owner;
        return new(
            row.GetGuid(0),
            row.GetString(1),
            call,
            row.GetInt16(3),
            row.GetFieldValue<DateTimeOffset>(4),
            row.GetFieldValue<DateTimeOffset>(5),
            new(row.IsDBNull(6) ? [] : row.GetFieldValue<byte[]>(6), Text(row, 7)),
            row.GetInt32(8),
            owner,
            theirs ? Text(row, 13) : null,
            theirs && !row.IsDBNull(14) && row.GetBoolean(14) ? Text(row, 11) : null,
            row.GetString(15)
        )
        {
            IsSignedByPlatform = signer.IsPlatform,
        };
    }

    static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
