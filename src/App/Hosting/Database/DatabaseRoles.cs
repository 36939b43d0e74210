using Npgsql;
using Switchhook.App.Hosting.Configuration;
using Switchhook.BuildingBlocks;
using Switchhook.BuildingBlocks.Options;

namespace Switchhook.App.Hosting.Database;

/// <summary>
/// The logins that pages, handlers, auditors and the sign-in use. Made when the owner may, asked for when it may not.
/// Those of the operator's own (ConnectionStrings__PostgresWorker and its like) are used as they are.
/// </summary>
public static class DatabaseRoles
{
    static readonly string[] Names = [DatabaseRole.Worker, DatabaseRole.Web, DatabaseRole.Audit, DatabaseRole.Accounts];

    public static async Task EnsureAsync(Databases databases, NpgsqlConnection connection, CancellationToken stop)
    {
        foreach (var name in Names)
        {
            if (await RefusalAsync(databases, name, stop) is not { } refusal)
                continue;
            if (databases.MadeFor(name) is not { } login)
                throw new StartupFailure(OwnRefused(name, refusal));
            try
            {
                await using var command = new NpgsqlCommand(Sql(login), connection);
                await command.ExecuteNonQueryAsync(stop);
            }
            catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.InsufficientPrivilege)
            {
                throw new StartupFailure(
                    $"PostgreSQL's login '{databases.RoleOf(DatabaseRole.Owner)}' may not create the role '{login.Role}'. "
                        + "Either give it that right (ALTER ROLE … CREATEROLE), or let an administrator of the server run what `dotnet "
                        + "App.dll roles` prints (it prints passwords), and start again."
                );
            }
        }
    }

    /// <summary>`App.dll roles`: what an administrator of the server runs when the owner's login may not create roles.</summary>
    public static int Print(IConfiguration configuration)
    {
        if (
            OptionsCheck.Faults([typeof(ConnectionStringsOptions), typeof(PostgresOptions)], configuration, isDevelopment: false) is
            { Count: > 0 } faults
        )
            throw new StartupFailure(string.Join('\n', faults));
        var databases =
            Databases.Configured(configuration)
            ?? throw new StartupFailure(
                "The embedded PostgreSQL makes its roles itself: set ConnectionStrings__Postgres to the database whose roles you "
                    + "want to see."
            );
        Console.WriteLine(Script(databases));
        return 0;
    }

    public static string Script(Databases databases)
    {
        var made = Names.Select(databases.MadeFor).OfType<GeneratedLogin>().ToArray();
        return made.Length == 0 ? "-- All four logins are configured: there is no role to make." : string.Join('\n', made.Select(Sql));
    }

    static string Sql(GeneratedLogin login) =>
        $"""
            do $$ begin
              if not exists (select from pg_roles where rolname = '{login.Role}') then
                create role "{login.Role}" login nosuperuser nobypassrls nocreatedb nocreaterole;
              end if;
            end $$;
            alter role "{login.Role}" password '{login.Password}';
            """;

    static string OwnRefused(string name, string refusal) =>
        $"Nobody can sign in to PostgreSQL with ConnectionStrings__Postgres{char.ToUpperInvariant(name[0])}{name[1..]}: {refusal}. "
        + "Correct that setting, or the login on the server: Switchhook changes no login that it did not make.";

    public static async Task<bool> CanAllSignInAsync(Databases databases, CancellationToken stop)
    {
        foreach (var name in Names)
            if (await RefusalAsync(databases, name, stop) is not null)
                return false;
        return true;
    }

    /// <summary>What the server says to a login; null when it lets it in.</summary>
    static async Task<string?> RefusalAsync(Databases databases, string name, CancellationToken stop)
    {
        try
        {
            await using var connection = new NpgsqlConnection(databases.ConnectionOf(name) + ";Pooling=false");
            await connection.OpenAsync(stop);
            return null;
        }
        catch (PostgresException refused)
        {
            return refused.MessageText;
        }
        // A login of the operator's own may name another address than the owner's, which nothing has reached so far.
        catch (Exception unreachable) when (unreachable is NpgsqlException or TimeoutException && databases.MadeFor(name) is null)
        {
            return (unreachable.InnerException ?? unreachable).Message;
        }
    }
}
