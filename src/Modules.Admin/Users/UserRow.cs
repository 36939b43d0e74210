using Microsoft.EntityFrameworkCore;
using Npgsql;
using Switchhook.Admin.Accounts;

namespace Switchhook.Admin.Users;

public sealed record UserRow(Account Account, AccountStatus Status, IReadOnlyList<string> Roles, Usage Usage)
{
    public Guid Id => Account.Id;
    public string Email => Account.Email ?? Id.ToString();

    public static async Task<IReadOnlyList<UserRow>> OfAsync(
        IReadOnlyList<Account> accounts,
        AccountsDb database,
        NpgsqlDataSource audit,
        DateTimeOffset now,
        CancellationToken stop
    )
    {
        var ids = accounts.Select(x => x.Id).ToArray();
        var given = await (
            from holding in database.UserRoles
            join role in database.Roles on holding.RoleId equals role.Id
            where ids.Contains(holding.UserId)
            orderby role.Name
            select new { holding.UserId, role.Name }
        ).ToListAsync(stop);
        var roles = given.ToLookup(x => x.UserId, x => x.Name!);
        var usage = await Usage.ReadAsync(audit, ids, now, stop);
        return [.. accounts.Select(x => new UserRow(x, x.StatusOf(), [.. roles[x.Id]], usage[x.Id]))];
    }
}
