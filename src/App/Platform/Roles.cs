using Npgsql;
using Switchhook.App.Platform.Configuration;
using Switchhook.BuildingBlocks.Options;

namespace Switchhook.App.Platform;

/// <summary>The logins that pages, handlers, auditors and the sign-in use. Made when the owner may, asked for when it may not.</summary>
public static class Roles
{
    static readonly string[] Names = [Databases.Worker, Databases.Web, Databases.Audit, Databases.Accounts];

    public static async Task EnsureAsync(Databases databases, NpgsqlConnection connection, CancellationToken stop)
    {
        foreach (var name in Names)
        {
            if (await CanSignInAsync(databases, name, stop)) continue;
            try
            {
                await using var command = new NpgsqlCommand(Sql(databases, name), connection);
                await command.ExecuteNonQueryAsync(stop);
            }
            catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.InsufficientPrivilege)
            {
                throw new CannotStart(
                    $"PostgreSQL's login '{databases.RoleOf(Databases.Owner)}' may not create the role '{databases.RoleOf(name)}'. " +
                    "Either give it that right (ALTER ROLE … CREATEROLE), or let an administrator of the server run what `dotnet App.dll roles` prints (it prints passwords), and start again.");
            }
        }
    }

    /// <summary>`App.dll roles`: what an administrator of the server runs when the owner's login may not create roles.</summary>
    public static int Print(IConfiguration configuration)
    {
        if (OptionsCheck.Faults([typeof(ConnectionStringsOptions), typeof(PostgresOptions)], configuration, isDevelopment: false) is { Count: > 0 } faults)
            throw new CannotStart(string.Join('\n', faults));
        var databases = Databases.Configured(configuration)
            ?? throw new CannotStart("The embedded PostgreSQL makes its roles itself: set ConnectionStrings__Postgres to the database whose roles you want to see.");
        Console.WriteLine(string.Join('\n', Names.Select(name => Sql(databases, name))));
        return 0;
    }

    static string Sql(Databases databases, string name) => $"""
        do $$ begin
          if not exists (select from pg_roles where rolname = '{databases.RoleOf(name)}') then
            create role "{databases.RoleOf(name)}" login nosuperuser nobypassrls nocreatedb nocreaterole;
          end if;
        end $$;
        alter role "{databases.RoleOf(name)}" password '{databases.PasswordOf(name)}';
        """;

    public static async Task<bool> CanAllSignInAsync(Databases databases, CancellationToken stop)
    {
        foreach (var name in Names)
            if (!await CanSignInAsync(databases, name, stop)) return false;
        return true;
    }

    static async Task<bool> CanSignInAsync(Databases databases, string name, CancellationToken stop)
    {
        try
        {
            await using var connection = new NpgsqlConnection(databases.ConnectionOf(name) + ";Pooling=false");
            await connection.OpenAsync(stop);
            return true;
        }
        catch (PostgresException) { return false; }
    }
}
