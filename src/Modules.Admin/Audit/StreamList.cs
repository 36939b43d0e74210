using Npgsql;
using Switchhook.BuildingBlocks.Paging;
using static Switchhook.BuildingBlocks.Paging.ListPage;

namespace Switchhook.Admin.Audit;

public sealed record StreamRow(Guid Owner, string Key, long Events, DateTimeOffset First, DateTimeOffset Last)
{
    public string Url => $"/audit/{Owner}/{Key}";
}

/// <summary>One page of the streams of everybody, the last touched first.</summary>
public sealed record StreamList(StreamFilter Filter, ListPage<StreamRow> Page)
{
    public string? Newer => Page.HasNewer ? (Filter with { Cursor = new(null, CursorOf(Page.Rows[0])) }).Url : null;

    public string? Older => Page.HasOlder ? (Filter with { Cursor = new(CursorOf(Page.Rows[^1]), null) }).Url : null;

    public static async Task<StreamList> ReadAsync(NpgsqlDataSource audit, StreamFilter filter, CancellationToken stop)
    {
        await using var command = Command(audit, filter);
        await using var row = await command.ExecuteReaderAsync(stop);
        var found = new List<StreamRow>();
        while (await row.ReadAsync(stop))
            found.Add(
                new(
                    Guid.Parse(row.GetString(0)),
                    row.GetString(1),
                    row.GetInt64(2),
                    row.GetFieldValue<DateTimeOffset>(3),
                    row.GetFieldValue<DateTimeOffset>(4)
                )
            );
        return new(filter, Of(found, filter.Cursor));
    }

    static NpgsqlCommand Command(NpgsqlDataSource audit, StreamFilter filter)
    {
        var command = audit.CreateCommand();
        // Marten's own stream is nobody's: it marks the sequence numbers that a failed append has used up.
        List<string> conditions = ["id <> 'mt_tombstone'"];
        void Where(string condition, string name, object value)
        {
            conditions.Add(condition);
            command.Parameters.AddWithValue(name, value);
        }
        if (filter.Owner is { } owner)
            Where("tenant_id = @owner", "owner", owner.ToString());
        if (filter.Kind is { } kind and not StreamKind.Every)
            Where("starts_with(id, @kind)", "kind", kind + "/");
        if (filter.Id is { } id)
            Where("id = any(@keys)", "keys", StreamFilter.Keys(id));
        if (filter.Cursor.Row is var (at, mark))
        {
            Where($"(timestamp, tenant_id || '/' || id) {(filter.Cursor.Backwards ? '>' : '<')} (@at, @mark)", "at", at);
            command.Parameters.AddWithValue("mark", mark);
        }
        var order = filter.Cursor.Backwards ? "" : "desc";
        command.CommandText = $"""
            select tenant_id, id, version, created, timestamp from events.mt_streams
            where {string.Join(" and ", conditions)} order by timestamp {order}, tenant_id || '/' || id {order} limit {Size + 1}
            """;
        return command;
    }

    static string CursorOf(StreamRow row) => PageCursor.Of(row.Last, $"{row.Owner}/{row.Key}");
}
