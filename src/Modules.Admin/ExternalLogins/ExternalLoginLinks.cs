using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Switchhook.Admin.Accounts;

namespace Switchhook.Admin.ExternalLogins;

/// <summary>Which account belongs to which subject of which issuer.</summary>
public sealed class ExternalLoginLinks([FromKeyedServices(AccountsDb.Schema)] NpgsqlDataSource database) : IDisposable
{
    /// <summary>A front end's first page sends several requests at once: they wait for the account that the first one creates.</summary>
    public SemaphoreSlim FirstRequest { get; } = new(1);

    public async Task<ExternalLoginResult?> FindAsync(string issuer, string subject, CancellationToken stop)
    {
        await using var command = database.CreateCommand(
            """
            select a.id, a.suspended_at is not null from accounts.account_logins l join accounts.accounts a on a.id = l.user_id
            where l.login_provider = $1 and l.provider_key = $2
            """
        );
        command.Parameters.Add(new() { Value = issuer });
        command.Parameters.Add(new() { Value = subject });
        await using var row = await command.ExecuteReaderAsync(stop);
        if (!await row.ReadAsync(stop))
            return null;
        return row.GetBoolean(1) ? new(ExternalLoginFailure.Suspended) : new(ExternalLoginFailure.No, row.GetGuid(0));
    }

    public async Task<bool> HasOtherSubjectAsync(Guid account, string issuer, string subject, CancellationToken stop)
    {
        await using var command = database.CreateCommand(
            """
            select exists (select from accounts.account_logins
            where user_id = $1 and login_provider = $2 and provider_key <> $3)
            """
        );
        command.Parameters.Add(new() { Value = account });
        command.Parameters.Add(new() { Value = issuer });
        command.Parameters.Add(new() { Value = subject });
        return (bool)(await command.ExecuteScalarAsync(stop))!;
    }

    public async Task StoreAsync(Guid account, string issuer, string subject)
    {
        await using var command = database.CreateCommand(
            "insert into accounts.account_logins (login_provider, provider_key, user_id) values ($1, $2, $3) on conflict do nothing"
        );
        command.Parameters.Add(new() { Value = issuer });
        command.Parameters.Add(new() { Value = subject });
        command.Parameters.Add(new() { Value = account });
        await command.ExecuteNonQueryAsync();
    }

    public void Dispose() => FirstRequest.Dispose();
}
