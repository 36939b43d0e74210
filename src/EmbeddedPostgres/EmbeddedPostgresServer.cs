using Npgsql;
using Switchhook.BuildingBlocks;

namespace Switchhook.EmbeddedPostgres;

/// <summary>A PostgreSQL of our own, for this machine only. It outlives a killed app, and the next one attaches to it;
/// of several apps that use it, the last to end stops it.</summary>
public sealed class EmbeddedPostgresServer : IAsyncDisposable, IDisposable
{
    public const string Owner = "switchhook";

    readonly string home;
    readonly Server server;
    readonly int port;
    FileStream? use;

    /// <summary>For the app's login: it owns its database and may create roles, but is no superuser.</summary>
    public string ConnectionString { get; }

    /// <summary>For the superuser: only tests, which make databases, need it.</summary>
    public string AdminConnectionString { get; }

    EmbeddedPostgresServer(string home, Server server, ServerFolder folder, int port)
    {
        (this.home, this.server, this.port) = (home, server, port);
        ConnectionString = Address(port, Owner, folder.OwnerPassword, Owner);
        AdminConnectionString = Address(port, "postgres", folder.AdminPassword, "postgres");
        use = new FileStream(UseFile, FileMode.OpenOrCreate, FileAccess.Read, FileShare.Read);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Dispose();
    }

    public static async Task<EmbeddedPostgresServer> StartAsync(
        DataFolder data,
        string contentRoot,
        ServerSettings? settings = null,
        CancellationToken stop = default
    )
    {
        var home = ServerUser.CanEnter(data.Path) ? data.Path : ServerUser.CreateFolder(DataFolder.InsteadOf(data.Path));
        try
        {
            using var alone = await FileLock.TakeAsync(LockFile(home), stop);
            var binaries = Binaries.Find(contentRoot, home);
            var folder = ServerFolder.In(home, binaries.Major);
            var server = new Server(binaries, folder, settings ??= new ServerSettings());
            folder.Create(binaries, settings);
            return new EmbeddedPostgresServer(home, server, folder, await server.EnsureRunningAsync(stop));
        }
        catch (UnauthorizedAccessException)
        {
            throw new StartupFailure($"The database in {home} belongs to another user: start as that user, or set DATA_DIR.");
        }
    }

    /// <summary>True when it had ended and was started again, at the same address.</summary>
    public async Task<bool> RestartIfStoppedAsync(CancellationToken stop)
    {
        if (server.IsRunning)
            return false;
        using var alone = await FileLock.TakeAsync(LockFile(home), stop);
        return await server.EnsureRunningAsync(stop) == port
            ? true
            : throw new StartupFailure($"PostgreSQL ended, and its port {port} was taken meanwhile: start the site again.");
    }

    public async ValueTask DisposeAsync() => await Task.Run(Dispose);

    public void Dispose()
    {
        if (Interlocked.Exchange(ref use, null) is not { } mine)
            return;
        using var alone = FileLock.TakeAsync(LockFile(home), CancellationToken.None).GetAwaiter().GetResult();
        mine.Dispose();
        using var last = FileLock.Try(UseFile);
        if (last is not null)
            server.Stop();
    }

    string UseFile => Path.Combine(home, "postgres.use");

    static string LockFile(string home) => Path.Combine(home, "postgres.lock");

    static string Address(int port, string user, string password, string database) =>
        new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1",
            Port = port,
            Username = user,
            Password = password,
            Database = database,
            SslMode = SslMode.Disable,
            GssEncryptionMode = GssEncryptionMode.Disable,
        }.ConnectionString;
}
