using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Switchhook.Admin.ExternalLogins;

/// <summary>The issuer's tokens open the account no longer.</summary>
public record DeleteExternalLogin(Guid AccountId, string Issuer);

public static class DeleteExternalLoginHandler
{
    public static async Task Handle(
        DeleteExternalLogin link,
        [FromKeyedServices("accounts")] NpgsqlDataSource accounts,
        CancellationToken stop
    )
    {
        await using var drop = accounts.CreateCommand("delete from accounts.account_logins where user_id = $1 and login_provider = $2");
        foreach (var value in (object[])[link.AccountId, link.Issuer])
            drop.Parameters.Add(new() { Value = value });
        await drop.ExecuteNonQueryAsync(stop);
    }
}
