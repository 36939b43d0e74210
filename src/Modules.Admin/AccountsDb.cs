using Npgsql;

namespace Switchhook.Admin;

public static class AccountsDb
{
    public static async Task MigrateAsync(string ownerConnection, CancellationToken stop)
    {
        await using var connection = new NpgsqlConnection(ownerConnection);
        await connection.OpenAsync(stop);
        await using var command = new NpgsqlCommand("create schema if not exists accounts", connection);
        await command.ExecuteNonQueryAsync(stop);
    }
}
