using System.Diagnostics;
using Npgsql;
using Switchhook.BuildingBlocks;
using Switchhook.EmbeddedPostgres;

namespace Switchhook.Chaos.Webhooks;

/// <summary>A PostgreSQL of one's own that keeps what it says it keeps, and can be killed.</summary>
public sealed class DurablePostgres : IAsyncDisposable
{
    static readonly string[] MustBeOn = ["fsync", "synchronous_commit", "full_page_writes"];
    readonly string data;
    readonly EmbeddedPostgresServer server;
    readonly SmallDisk? disk;

    DurablePostgres(string data, EmbeddedPostgresServer server, SmallDisk? disk) =>
        (this.data, this.server, this.disk) = (data, server, disk);

    public string ConnectionString => server.ConnectionString;
    public string SuperuserConnectionString =>
        new NpgsqlConnectionStringBuilder(server.AdminConnectionString) { Database = EmbeddedPostgresServer.Owner }.ConnectionString;
    public int Kills { get; private set; }

    /// <param name="megabytes">A disk of its own and of this size, which only root can make.</param>
    public static async Task<DurablePostgres> StartAsync(int? megabytes = null)
    {
        var data = Path.Combine(Path.GetTempPath(), "switchhook-chaos-" + Path.GetRandomFileName());
        var disk = megabytes is { } size ? await SmallDisk.AtAsync(data, size) : null;
        return new(
            data,
            await EmbeddedPostgresServer.StartAsync(new DataFolder(ServerUser.CreateFolder(data)), AppContext.BaseDirectory),
            disk
        );
    }

    public void FillDisk() => disk!.Fill();

    /// <summary>
    /// A server that had no room for its log has ended meanwhile, or is still about to end: it is started until it answers.
    /// </summary>
    public async Task FreeDiskAsync()
    {
        disk!.Free();
        for (var watch = Stopwatch.StartNew(); ; await Task.Delay(200))
        {
            await ReviveAsync();
            try
            {
                await using var server = new NpgsqlConnection(SuperuserConnectionString + ";Pooling=false");
                await server.OpenAsync();
                return;
            }
            catch (NpgsqlException) when (watch.Elapsed < TimeSpan.FromSeconds(60))
            { /* on its way down, or up */
            }
        }
    }

    /// <summary>
    /// Where a commit may be forgotten, nothing that survives proves anything: asked of the server itself, and of what it would tell any
    /// login.
    /// </summary>
    public static async Task MustBeDurableAsync(NpgsqlDataSource server)
    {
        await using var ask = server.CreateCommand(
            """
            select name || ' = ' || setting from pg_settings where name = any($1) and setting <> 'on'
            union all
            select given from pg_db_role_setting, unnest(setconfig) as given where split_part(given, '=', 1) = any($1)
                and split_part(given, '=', 2) <> 'on'
            """
        );
        ask.Parameters.AddWithValue(MustBeOn);
        await using var rows = await ask.ExecuteReaderAsync();
        var off = new List<string>();
        while (await rows.ReadAsync())
            off.Add(rows.GetString(0));
        if (off.Count > 0)
            throw new InvalidOperationException($"There is nothing to judge on a server that may forget: {string.Join(", ", off)}");
    }

    /// <summary>kill -9 of the postmaster. Its backends end by themselves, whatever they were doing.</summary>
    public async Task KillAsync()
    {
        using var postmaster = Process.GetProcessById(Postmaster.Read(Cluster)!.Process);
        postmaster.Kill();
        await postmaster.WaitForExitAsync();
        Kills++;
    }

    public async Task ReviveAsync() => await server.RestartIfStoppedAsync(CancellationToken.None);

    public static async Task KillBackendAsync(int id)
    {
        try
        {
            using var backend = Process.GetProcessById(id);
            backend.Kill();
            await backend.WaitForExitAsync();
        }
        catch (ArgumentException)
        { /* it had just ended */
        }
    }

    string Cluster => Path.Combine(data, $"postgres-{ServerFolder.Majors(data).First()}", "data");

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        if (disk is not null)
            await disk.DisposeAsync();
        Directory.Delete(data, recursive: true);
    }
}
