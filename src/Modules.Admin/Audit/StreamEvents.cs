using Npgsql;

namespace Switchhook.Admin.Audit;

/// <summary>An event as it is stored. What it holds is read for the chosen one alone.</summary>
public sealed record StreamEvent(
    long Version,
    long Sequence,
    Guid Id,
    string Type,
    DateTimeOffset At,
    string? Actor,
    string? Correlation,
    string? Causation,
    string? Json
)
{
    public string Name => AdminText.Label(Type);
}

/// <summary>A stream at one of its events: the events around it, and what it holds.</summary>
public sealed record StreamEvents(Guid Owner, string Key, long Count, IReadOnlyList<StreamEvent> Events, StreamEvent Chosen)
{
    public const int Window = 50;

    public string Url(long version) => $"/audit/{Owner}/{Key}?version={version}";

    public long? Previous => Chosen.Version > 1 ? Chosen.Version - 1 : null;

    public long? Next => Chosen.Version < Count ? Chosen.Version + 1 : null;

    public long? Earlier => Events[0].Version > 1 ? Events[0].Version - 1 : null;

    public long? Later => Events[^1].Version < Count ? Events[^1].Version + 1 : null;

    /// <param name="version">The event to stand at; null for the last.</param>
    /// <returns>Null when there is no such stream, or no such event in it.</returns>
    public static async Task<StreamEvents?> ReadAsync(NpgsqlDataSource audit, Guid owner, string key, long? version, CancellationToken stop)
    {
        await using var command = audit.CreateCommand(
            """
            with stream as (select version as count, coalesce(@version, version) as chosen from events.mt_streams where tenant_id = @owner
                and id = @key),
                part as (select *, (chosen - 1) / @window * @window as before from stream)
            select count, version, seq_id, e.id, type, timestamp, user_name, correlation_id, causation_id, case when version = chosen
                then data end
            from part join events.mt_events e on e.tenant_id = @owner and e.stream_id = @key and e.version > before
                and e.version <= before + @window
            order by version
            """
        );
        command.Parameters.AddWithValue("owner", owner.ToString());
        command.Parameters.AddWithValue("key", key);
        command.Parameters.Add(new("version", NpgsqlTypes.NpgsqlDbType.Bigint) { Value = version ?? (object)DBNull.Value });
        command.Parameters.AddWithValue("window", Window);
        await using var row = await command.ExecuteReaderAsync(stop);
        var (count, events) = (0L, new List<StreamEvent>());
        while (await row.ReadAsync(stop))
        {
            count = row.GetInt64(0);
            events.Add(
                new(
                    row.GetInt64(1),
                    row.GetInt64(2),
                    row.GetGuid(3),
                    row.GetString(4),
                    row.GetFieldValue<DateTimeOffset>(5),
                    row[6] as string,
                    row[7] as string,
                    row[8] as string,
                    row[9] as string
                )
            );
        }
        return events.Find(x => x.Json is not null) is { } chosen ? new(owner, key, count, events, chosen) : null;
    }
}
