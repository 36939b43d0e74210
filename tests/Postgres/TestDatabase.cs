using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Switchhook.App.Hosting.Database;
using Switchhook.BuildingBlocks;
using Switchhook.EmbeddedPostgres;

namespace Switchhook.Postgres;

/// <summary>
/// A database of one's own. All test processes of a checkout share one server that may forget everything at a power cut;
/// the last of them to end stops it.
/// </summary>
public sealed class TestDatabase : IAsyncDisposable
{
    readonly EmbeddedPostgresServer server;
    readonly string name;

    TestDatabase(EmbeddedPostgresServer server, string name)
    {
        (this.server, this.name) = (server, name);
        ConnectionString = new NpgsqlConnectionStringBuilder(server.ConnectionString) { Database = name }.ConnectionString;
    }

    public string ConnectionString { get; }

    /// <summary>Of the server's superuser, whom no policy holds back: to look into every table.</summary>
    public string SuperuserConnectionString =>
        new NpgsqlConnectionStringBuilder(server.AdminConnectionString) { Database = name }.ConnectionString;

    public static async Task<TestDatabase> CreateAsync()
    {
        var checkout = DataFolder.Checkout(AppContext.BaseDirectory) ?? AppContext.BaseDirectory;
        var data = new DataFolder(
            ServerUser.CreateFolder(Path.Combine(Path.GetTempPath(), "switchhook-tests-" + DataFolder.Hash(checkout)))
        );
        var server = await EmbeddedPostgresServer.StartAsync(data, checkout, new ServerSettings(Durable: false));
        var database = new TestDatabase(server, $"test_{Guid.NewGuid():N}");
        await database.AdminAsync($"create database {database.name} owner {EmbeddedPostgresServer.Owner}");
        return database;
    }

    /// <summary>With the product's tables, roles and policies, as its first start makes them.</summary>
    public async Task<Databases> PreparedAsync()
    {
        var databases = new Databases(ConnectionString, new ConfigurationBuilder().Build());
        await new Schema(databases, NullLogger<Schema>.Instance).StartAsync(CancellationToken.None);
        return databases;
    }

    /// <summary>What pg_dump wrote, with its rows as inserts.</summary>
    public async Task RestoreAsync(TextReader dump)
    {
        // Lines for psql alone begin like this.
        var sql = string.Join('\n', (await dump.ReadToEndAsync()).Split('\n').Where(x => x is not ['\\', ..]));
        await using var connection = new NpgsqlConnection(ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Another database with the same contents, while nobody is connected to this one.</summary>
    public async Task<string> CopyAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await AdminAsync($"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{name}'");
        await AdminAsync($"create database {name}_copy template {name} owner {EmbeddedPostgresServer.Owner}");
        return $"{name}_copy";
    }

    public Task DropAsync(string other) => AdminAsync($"drop database if exists {other} with (force)");

    async Task AdminAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(server.AdminConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await AdminAsync($"drop database if exists {name} with (force)");
        await server.DisposeAsync();
    }
}
