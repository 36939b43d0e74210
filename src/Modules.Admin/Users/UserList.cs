using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Switchhook.Admin.Accounts;
using Switchhook.BuildingBlocks.Paging;
using static Switchhook.BuildingBlocks.Paging.ListPage;

namespace Switchhook.Admin.Users;

/// <summary>Which users are asked for. An address is personal: it comes in a form, and never stands in a URL.</summary>
public sealed record UserFilter(AccountStatus? Status, string? Email, PageCursor Cursor)
{
    public string UrlOf(PageCursor cursor) =>
        QueryHelpers.AddQueryString(
            "/admin/users",
            new Dictionary<string, string?>
            {
                ["status"] = Status?.ToString(),
                ["after"] = cursor.After,
                ["before"] = cursor.Before,
            }.Where(x => x.Value is not null)
        );
}

/// <summary>
/// One page of the admin's list of users, newest first. Of a search only the first page is shown: who sees too many gives more of the
/// address.
/// </summary>
public sealed record UserList(UserFilter Filter, ListPage<UserRow> Page)
{
    public string? Newer => Page.HasNewer && Filter.Email is null ? Filter.UrlOf(new(null, CursorOf(Page.Rows[0]))) : null;

    public string? Older => Page.HasOlder && Filter.Email is null ? Filter.UrlOf(new(CursorOf(Page.Rows[^1]), null)) : null;

    public static async Task<UserList> ReadAsync(
        AccountsDb database,
        NpgsqlDataSource audit,
        UserFilter filter,
        DateTimeOffset now,
        CancellationToken stop
    )
    {
        var accounts = database.Users.AsNoTracking();
        if (filter.Status is { } status)
            accounts = accounts.Of(status);
        if (filter.Email is { } email)
            accounts = accounts.WithAddressLike(email);
        var found = await Continue(accounts, filter.Cursor).Take(Size + 1).ToListAsync(stop);
        var sheet = Of(found, filter.Cursor);
        return new(filter, new(await UserRow.OfAsync(sheet.Rows, database, audit, now, stop), sheet.HasNewer, sheet.HasOlder));
    }

    static IQueryable<Account> Continue(IQueryable<Account> accounts, PageCursor cursor)
    {
        if (cursor.Row is not var (at, id) || !Guid.TryParse(id, out var account))
            return accounts.OrderByDescending(x => x.CreatedAt).ThenByDescending(x => x.Id);
        return cursor.Backwards
            ? accounts
                .Where(x => EF.Functions.GreaterThan(ValueTuple.Create(x.CreatedAt, x.Id), ValueTuple.Create(at, account)))
                .OrderBy(x => x.CreatedAt)
                .ThenBy(x => x.Id)
            : accounts
                .Where(x => EF.Functions.LessThan(ValueTuple.Create(x.CreatedAt, x.Id), ValueTuple.Create(at, account)))
                .OrderByDescending(x => x.CreatedAt)
                .ThenByDescending(x => x.Id);
    }

    static string CursorOf(UserRow row) => PageCursor.Of(row.Account.CreatedAt, row.Id.ToString());
}
