using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Switchhook.Admin.SignIn;
using Switchhook.Contracts;

namespace Switchhook.Admin.Accounts;

/// <summary>Who somebody is here; no password, no key and no code, not even hashed.</summary>
public sealed class ExportedAccount(UserManager<Account> accounts, IHttpContextAccessor http) : IDataExport
{
    public string Name => "account";

    public IReadOnlyList<string> Columns => ["id", "email", "created_at", "last_sign_in_at", "time_zone", "roles", "passkeys"];

    public async IAsyncEnumerable<IReadOnlyDictionary<string, object?>> RowsAsync([EnumeratorCancellation] CancellationToken stop)
    {
        var x = (await accounts.GetUserAsync(http.HttpContext!.User))!;
        yield return new Dictionary<string, object?>
        {
            ["id"] = x.Id,
            ["email"] = x.Email,
            ["created_at"] = x.CreatedAt,
            ["last_sign_in_at"] = x.LastSignInAt,
            ["time_zone"] = x.Zone,
            ["roles"] = await accounts.GetRolesAsync(x),
            ["passkeys"] = (await accounts.GetPasskeysAsync(x)).Select(key => new { key.Name, key.CreatedAt }).ToList(),
        };
    }
}

/// <summary>Where they are signed in, and which programs may act for them.</summary>
public sealed class ExportedAccess(AccountsDb database, IHttpContextAccessor http) : IDataExport
{
    public string Name => "access";

    public IReadOnlyList<string> Columns => ["kind", "name", "created_at", "last_used_at", "revoked_at"];

    public async IAsyncEnumerable<IReadOnlyDictionary<string, object?>> RowsAsync([EnumeratorCancellation] CancellationToken stop)
    {
        var me = http.HttpContext!.User.AccountId();
        foreach (var x in await database.Sessions.AsNoTracking().Where(x => x.AccountId == me).ToListAsync(stop))
            yield return new Dictionary<string, object?>
            {
                ["kind"] = "device",
                ["name"] = x.Device,
                ["created_at"] = x.CreatedAt,
                ["last_used_at"] = x.LastSeenAt,
            };
        foreach (var x in await database.ApiKeys.AsNoTracking().Where(x => x.AccountId == me).ToListAsync(stop))
            yield return new Dictionary<string, object?>
            {
                ["kind"] = "api key",
                ["name"] = x.Name,
                ["created_at"] = x.CreatedAt,
                ["last_used_at"] = x.LastUsedAt,
                ["revoked_at"] = x.RevokedAt,
            };
    }
}
