using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Switchhook.Admin.Accounts;
using Switchhook.Contracts;

namespace Switchhook.Admin.Access;

public sealed class MailedLinks([FromKeyedServices(AccountsDb.Schema)] NpgsqlDataSource database) : IMailedLinks
{
    public async Task<bool> AreValidAsync(string tenant, DateTimeOffset madeAt, CancellationToken stop)
    {
        await using var command = database.CreateCommand(
            "select exists (select from accounts.accounts where id::text = $1 and suspended_at is null and (mailed_links_from is "
                + "null or mailed_links_from < $2))"
        );
        command.Parameters.Add(new() { Value = tenant });
        command.Parameters.Add(new() { Value = madeAt });
        return await command.ExecuteScalarAsync(stop) is true;
    }
}
