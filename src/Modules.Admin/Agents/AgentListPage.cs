using Microsoft.AspNetCore.WebUtilities;
using Npgsql;
using Switchhook.Admin.Accounts;
using Switchhook.Admin.Users;
using Switchhook.BuildingBlocks.Paging;
using Switchhook.BuildingBlocks.Text;
using static Switchhook.BuildingBlocks.Paging.ListPage;

namespace Switchhook.Admin.Agents;

/// <summary>
/// One page of all agents, newest first. What is searched for, a name, a number or an owner's address, comes in a form and never stands in
/// a URL.
/// </summary>
public sealed record AgentListPage(string? Words, ListPage<AgentRow> Page, ActorNames Owners)
{
    const int MostOwners = 1000;

    public string? Newer => Page.HasNewer && Words is null ? Url("before", Page.Rows[0]) : null;

    public string? Older => Page.HasOlder && Words is null ? Url("after", Page.Rows[^1]) : null;

    public static async Task<AgentListPage> ReadAsync(
        AccountsDb database,
        NpgsqlDataSource audit,
        string? words,
        PageCursor cursor,
        CancellationToken stop
    )
    {
        var owners = words is null
            ? []
            : (await database.Users.WithAddressLikeAsync(words, MostOwners, stop)).Select(x => x.Id.ToString()).ToArray();
        await using var command = Command(audit, words, owners, cursor);
        await using var row = await command.ExecuteReaderAsync(stop);
        var found = new List<AgentRow>();
        while (await row.ReadAsync(stop))
            found.Add(
                new(
                    row.GetString(0),
                    Guid.Parse(row.GetString(1)),
                    row.GetString(2),
                    row.GetString(3),
                    await row.IsDBNullAsync(4, stop) ? null : row.GetString(4),
                    row.GetFieldValue<DateTimeOffset>(5),
                    await row.IsDBNullAsync(6, stop) ? null : row.GetFieldValue<DateTimeOffset>(6),
                    await row.IsDBNullAsync(7, stop) ? null : row.GetString(7)
                )
            );
        var sheet = Of(found, cursor);
        return new(words, sheet, await ActorNames.ReadAsync(database, sheet.Rows.Select(x => x.Owner.ToString()), stop));
    }

    static NpgsqlCommand Command(NpgsqlDataSource audit, string? words, string[] owners, PageCursor cursor)
    {
        var command = audit.CreateCommand();
        List<string> conditions = ["true"];
        if (words is not null)
        {
            conditions.Add(
                "(strpos(coalesce(data ->> 'FoldedName', lower(data ->> 'Name')), @words) > 0 or strpos(data ->> 'Number', "
                    + "@digits) > 0 or tenant_id = any(@owners))"
            );
            command.Parameters.AddWithValue("words", TextFolding.Line(words).Trim() is { Length: > 0 } folded ? folded : words);
            command.Parameters.AddWithValue("digits", Digits(words));
            command.Parameters.AddWithValue("owners", owners);
        }
        if (cursor.Row is var (at, id))
        {
            conditions.Add($"(created_at, id) {(cursor.Backwards ? '>' : '<')} (@at, @id)");
            command.Parameters.AddWithValue("at", at);
            command.Parameters.AddWithValue("id", id);
        }
        var order = cursor.Backwards ? "created_at, id" : "created_at desc, id desc";
        command.CommandText = $"""
            select a.id, a.tenant_id, a.data ->> 'Name', a.data ->> 'Status', a.data ->> 'Number', a.created_at, (
                select max(s.created) from events.mt_streams s
                where s.tenant_id = a.tenant_id and s.id like 'call/%' and s.created >= a.created_at and s.created < coalesce((
                    select min(later.created_at) from admin.mt_doc_agentlist later where later.tenant_id = a.tenant_id
                        and later.created_at > a.created_at), 'infinity')), a.data ->> 'RetellsMessage'
            from (select * from admin.mt_doc_agentlist where {string.Join(" and ", conditions)} order by {order} limit {Size + 1}) a
            order by {order}
            """;
        return command;
    }

    /// <summary>What could be a part of a number as it is kept; words without enough of it must find nothing by it.</summary>
    static string Digits(string words) =>
        words.Where(char.IsAsciiDigit).ToArray() is { Length: >= 4 } digits && !words.Any(char.IsLetter) ? new(digits) : "no number";

    static string Url(string direction, AgentRow row) =>
        QueryHelpers.AddQueryString("/admin/agents", direction, PageCursor.Of(row.CreatedAt, row.Id));
}
