using Npgsql;
using Switchhook.App.Hosting.Database;
using Switchhook.BuildingBlocks;

namespace Switchhook.App.ProjectionRebuild;

/// <summary>Lets one process per database rebuild read models and record their shapes.</summary>
public sealed class RebuildLock : IAsyncDisposable
{
    const long Lock = 7464002;

    readonly NpgsqlDataSource owner;
    readonly NpgsqlConnection connection;

    RebuildLock(NpgsqlDataSource owner, NpgsqlConnection connection) => (this.owner, this.connection) = (owner, connection);

    public static async Task<RebuildLock> WaitAsync(Databases databases, CancellationToken stop) =>
        (await OpenAsync(databases, $"select true from pg_advisory_lock({Lock})", stop))!;

    /// <returns>Null when somebody else is at it.</returns>
    public static Task<RebuildLock?> TryAsync(Databases databases, CancellationToken stop) =>
        OpenAsync(databases, $"select pg_try_advisory_lock({Lock})", stop);

    static async Task<RebuildLock?> OpenAsync(Databases databases, string sql, CancellationToken stop)
    {
        var owner = databases.Open(DatabaseRole.Owner);
        try
        {
            var connection = await owner.OpenConnectionAsync(stop);
            await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
            if (await command.ExecuteScalarAsync(stop) is true)
                return new(owner, connection);
        }
        catch
        {
            await owner.DisposeAsync();
            throw;
        }
        await owner.DisposeAsync();
        return null;
    }

    public async Task StoreShapesAsync(IReadOnlyList<ReadModel> models, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(
            """
            insert into platform.read_models (name, shape) select * from unnest($1, $2)
            on conflict (name) do update set shape = excluded.shape, made_at = now()
            """,
            connection
        )
        {
            Parameters =
            {
                new() { Value = models.Select(x => x.Name).ToArray() },
                new() { Value = models.Select(x => x.Shape).ToArray() },
            },
        };
        await command.ExecuteNonQueryAsync(stop);
    }

    public async ValueTask DisposeAsync()
    {
        await connection.DisposeAsync();
        await owner.DisposeAsync();
    }
}
