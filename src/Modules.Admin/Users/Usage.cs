using Npgsql;

namespace Switchhook.Admin.Users;

/// <summary>What somebody has here: agents that it still has, and calls, counted where they are kept, in their streams.</summary>
public sealed record Usage(long Agents, long Calls, long CallsThisWeek, DateTimeOffset? LastCallAt)
{
    public static async Task<IReadOnlyDictionary<Guid, Usage>> ReadAsync(
        NpgsqlDataSource audit,
        IEnumerable<Guid> owners,
        DateTimeOffset now,
        CancellationToken stop
    )
    {
        await using var command = audit.CreateCommand(
            """
            select owner, (select count(*) from admin.mt_doc_agentlist a where a.tenant_id = owner
                and a.data ->> 'Status' not in ('Failed', 'Deleted', 'Disconnected')), calls, this_week, last_call
            from unnest($1) owner
            cross join lateral (
                select count(*) as calls, count(*) filter (where created > $2) as this_week, max(created) as last_call
                from events.mt_streams where tenant_id = owner and id like 'call/%') s
            """
        );
        command.Parameters.Add(new() { Value = owners.Select(x => x.ToString()).ToArray() });
        command.Parameters.Add(new() { Value = now.AddDays(-7) });
        await using var row = await command.ExecuteReaderAsync(stop);
        var usage = new Dictionary<Guid, Usage>();
        while (await row.ReadAsync(stop))
            usage[Guid.Parse(row.GetString(0))] = new(
                row.GetInt64(1),
                row.GetInt64(2),
                row.GetInt64(3),
                await row.IsDBNullAsync(4, stop) ? null : row.GetFieldValue<DateTimeOffset>(4)
            );
        return usage;
    }
}
