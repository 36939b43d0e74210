using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using JasperFx.Resources;
using Marten;
using Npgsql;
using Switchhook.App.Hosting.InstallationIdentity;
using Switchhook.BuildingBlocks;
using Wolverine;
using Wolverine.Marten;

namespace Switchhook.App.Hosting.Database;

/// <summary>
/// Brings the database to what this build needs, as its owner, before anything else starts: roles, tables, grants, policies.
/// A database that this very build has already prepared is left alone, unless its roles or their rights are gone: a dump brings the mark
/// back without them.
/// </summary>
public sealed class Schema(Databases databases, ILogger<Schema> log) : IHostedService
{
    /// <summary>
    /// Raised with every change that a former build could not live with: from then on it refuses to start on the database.
    /// </summary>
    const int Generation = 1;

    public async Task StartAsync(CancellationToken stop)
    {
        await using var owner = databases.Open(DatabaseRole.Owner);
        await using var connection = await OpenAsync(owner, stop);
        await Sql(connection, "select pg_advisory_lock(7464001)", stop);
        try
        {
            await RefuseNewerAsync(connection, stop);
            if (
                await IsPreparedAsync(connection, stop)
                && await DatabaseRoles.CanAllSignInAsync(databases, stop)
                && await IsAsync(connection, Policies.AreInPlace(databases), stop)
            )
                return;
            await DatabaseRoles.EnsureAsync(databases, connection, stop);
            await ApplyTablesAsync(stop);
            foreach (var module in Modules.All)
                await module.PrepareAsync(databases.ConnectionOf(DatabaseRole.Owner), stop);
            await Sql(connection, Policies.Grants(databases), stop);
            await Sql(connection, Policies.RowLevelSecurity(databases), stop);
            await Sql(
                connection,
                $"""
                create schema if not exists platform;
                create table if not exists platform.prepared (build text primary key, at timestamptz not null default now());
                create table if not exists platform.read_models (name text primary key, shape text not null, made_at timestamptz not null
                    default now());
                create table if not exists platform.generation (number integer primary key, at timestamptz not null default now());
                insert into platform.generation (number) values ({Generation}) on conflict do nothing;
                grant usage on schema platform to "{databases.RoleOf(DatabaseRole.Worker)}";
                grant select on platform.read_models, platform.prepared to "{databases.RoleOf(DatabaseRole.Worker)}";
                {KeyRingCheck.Storage(databases.RoleOf(DatabaseRole.Worker))}
                {InstallationCheck.Storage(databases.RoleOf(DatabaseRole.Worker))}
                insert into platform.prepared (build) values ('{Fingerprint}') on conflict (build) do update set at = now();
                """,
                stop
            );
            log.LogInformation("The database schema was updated for this build");
        }
        finally
        {
            await Sql(connection, "select pg_advisory_unlock(7464001)", CancellationToken.None);
        }
    }

    /// <summary>Everything that only the server's administrator can mend is asked first, and said in a sentence.</summary>
    static async Task<NpgsqlConnection> OpenAsync(NpgsqlDataSource owner, CancellationToken stop)
    {
        NpgsqlConnection connection;
        try
        {
            connection = await owner.OpenConnectionAsync(stop);
        }
        catch (Exception closed) when (closed is NpgsqlException or SocketException or TimeoutException)
        {
            var address = new NpgsqlConnectionStringBuilder(owner.ConnectionString);
            throw new StartupFailure(
                $"PostgreSQL at {address.Host}:{address.Port} cannot be used: {(closed.InnerException ?? closed).Message}"
            );
        }
        if (connection.PostgreSqlVersion.Major < PostgresVersion.Oldest)
            throw new StartupFailure(
                $"Switchhook needs PostgreSQL {PostgresVersion.Oldest} or newer; {connection.Host} is {connection.PostgreSqlVersion}."
            );
        await using var command = new NpgsqlCommand("select has_database_privilege(current_database(), 'create')", connection);
        if (await command.ExecuteScalarAsync(stop) is not true)
            throw new StartupFailure(
                $"PostgreSQL's login '{connection.UserName}' may not create schemas in the database '{connection.Database}': let "
                    + "it own the database (ALTER DATABASE … OWNER TO …)."
            );
        return connection;
    }

    public Task StopAsync(CancellationToken stop) => Task.CompletedTask;

    /// <summary>A second, never started host that has the owner's rights: Marten and Wolverine know best what tables they need.</summary>
    async Task ApplyTablesAsync(CancellationToken stop)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder
            .Services.AddMarten(options =>
            {
                MartenSetup.Configure(options);
                options.Connection(databases.ConnectionOf(DatabaseRole.Owner));
            })
            .IntegrateWithWolverine(x => x.MessageStorageSchemaName = "wolverine");
        builder.UseWolverine(options =>
        {
            options.ApplicationAssembly = typeof(Program).Assembly;
            options.Durability.Mode = DurabilityMode.Solo;
            options.Durability.MessageStorageSchemaName = "wolverine";
            options.Discovery.DisableConventionalDiscovery();
        });
        using var host = builder.Build();
        await host.SetupResources(stop);
    }

    static async Task RefuseNewerAsync(NpgsqlConnection connection, CancellationToken stop)
    {
        await using var known = new NpgsqlCommand("select to_regclass('platform.generation') is not null", connection);
        if (await known.ExecuteScalarAsync(stop) is not true)
            return;
        await using var newest = new NpgsqlCommand("select max(number) from platform.generation", connection);
        if (await newest.ExecuteScalarAsync(stop) is int number && number > Generation)
            throw new StartupFailure(
                $"This database was upgraded by a newer version of Switchhook (schema {number}; this version knows schema {Generation}). "
                    + "Start that version, or restore the backup from before the upgrade."
            );
    }

    string Fingerprint => $"{Build} {databases.RolesFingerprint}";

    async Task<bool> IsPreparedAsync(NpgsqlConnection connection, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand("select to_regclass('platform.prepared') is not null", connection);
        if (await command.ExecuteScalarAsync(stop) is not true)
            return false;
        await using var newest = new NpgsqlCommand("select build from platform.prepared order by at desc limit 1", connection);
        return await newest.ExecuteScalarAsync(stop) as string == Fingerprint;
    }

    static string Build { get; } =
        Convert.ToHexStringLower(
            SHA256.HashData(
                Encoding.UTF8.GetBytes(
                    string.Join(
                        ' ',
                        AppDomain
                            .CurrentDomain.GetAssemblies()
                            .Where(x =>
                                x.GetName().Name is { } name
                                && (
                                    name is "App" or "Marten" or "Wolverine" or "Contracts" or "BuildingBlocks"
                                    || name.StartsWith("Modules.", StringComparison.Ordinal)
                                )
                            )
                            .Select(x => x.ManifestModule.ModuleVersionId.ToString())
                            .Order(StringComparer.Ordinal)
                    )
                )
            )
        );

    static async Task<bool> IsAsync(NpgsqlConnection connection, string sql, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(stop) is true;
    }

    static async Task Sql(NpgsqlConnection connection, string sql, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 300 };
        await command.ExecuteNonQueryAsync(stop);
    }
}
