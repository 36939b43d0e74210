using Npgsql;
using Switchhook.Agents;
using Switchhook.App.Hosting.Database;
using Switchhook.BuildingBlocks;

namespace Switchhook.App.Hosting.InstallationIdentity;

/// <summary>
/// The database and the data folder each hold half of what makes an installation: at start they have to know each other, and while the
/// site runs they count on together. A site that does not recognize itself may be a copy, and runs in drill mode.
/// </summary>
public sealed partial class InstallationCheck(
    Databases databases,
    DataFolderIdentity folder,
    DrillMode drill,
    Installation installation,
    TimeProvider time,
    ILogger<InstallationCheck> log
) : BackgroundService
{
    const long Starting = 7464011,
        Running = 7464012;
    static readonly TimeSpan HeartbeatInterval = TimeSpan.FromSeconds(10);

    readonly SemaphoreSlim gate = new(1, 1);
    NpgsqlConnection? connection;
    KnownInstallation? own;
    Guid folderId;
    long counter;

    /// <summary>What the database holds of the two.</summary>
    public static string Storage(string worker) =>
        $"""
            create table if not exists platform.installation (
                id boolean primary key default true check (id), epoch uuid not null, database text not null, answered_by text, answered_at timestamptz);
            create table if not exists platform.data_folders (
                folder uuid primary key, epoch uuid not null, born bigint not null, counter bigint not null default 0, seen_at timestamptz not null default now());
            grant select, insert, update, delete on platform.installation, platform.data_folders to "{worker}";
            """;

    public override async Task StartAsync(CancellationToken stop)
    {
        await DecideAsync(stop);
        await base.StartAsync(stop);
    }

    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        try
        {
            while (true)
            {
                await Task.Delay(HeartbeatInterval, time, stop);
                await HeartbeatAsync(stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested) { }
    }

    /// <summary>An administrator says that this is the live site: it begins an epoch that no copy shares.</summary>
    public async Task ClaimAsync(string by, CancellationToken stop)
    {
        await gate.WaitAsync(stop);
        try
        {
            if (!drill.IsHeldBack)
                return;
            var open = await OpenAsync(stop);
            await using (var one = await LockAsync(open, Starting, stop))
            {
                var (epoch, database) = (Guid.CreateVersion7(time.GetUtcNow()), await DatabaseAsync(open, stop));
                await DoAsync(open, "delete from platform.data_folders", stop);
                await DoAsync(
                    open,
                    """
                    insert into platform.installation (epoch, database, answered_by, answered_at) values ($1, $2, $3, now())
                    on conflict (id) do update set epoch = excluded.epoch, database = excluded.database, answered_by = excluded.answered_by,
                        answered_at = excluded.answered_at
                    """,
                    stop,
                    epoch,
                    database,
                    by
                );
                await installation.BeginEpochAsync(stop);
                await EnrolAsync(open, new(epoch, database), stop);
                await HoldAsync(open, stop);
            }
            folder.SetCopy(null);
            drill.End();
            LogClaimed(log, by);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>It is not asked again, and stays in drill mode.</summary>
    public void StayCopy(string by)
    {
        folder.SetCopy(by);
        drill.StayCopy();
        LogCopy(log, by);
    }

    async Task DecideAsync(CancellationToken stop)
    {
        await gate.WaitAsync(stop);
        try
        {
            var open = await OpenAsync(stop);
            await using var one = await LockAsync(open, Starting, stop);
            var evidence = await EvidenceAsync(open, stop);
            var finding = evidence.Evaluate();
            switch (finding.Kind)
            {
                case RecognitionOutcome.Unknown:
                    if (drill.Reason != finding.Why)
                        LogDrill(log, finding.Why!);
                    drill.Begin(finding.Why!);
                    if (folder.IsMarkedAsCopy)
                        drill.StayCopy();
                    return;
                case RecognitionOutcome.Same:
                    (own, folderId, counter) = (evidence.Installation, evidence.Folder!.Folder, evidence.Known!.Counter);
                    break;
                case RecognitionOutcome.Joins:
                    await EnrolAsync(open, evidence.Installation!, stop);
                    break;
                default:
                    var begun = new KnownInstallation(Guid.CreateVersion7(time.GetUtcNow()), evidence.Database);
                    await DoAsync(
                        open,
                        "insert into platform.installation (epoch, database) values ($1, $2)",
                        stop,
                        begun.Epoch,
                        begun.Database
                    );
                    await EnrolAsync(open, begun, stop);
                    break;
            }
            await HoldAsync(open, stop);
            if (drill.IsHeldBack)
                LogRecognized(log);
            drill.End();
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Both halves count on. A database that is behind what this process has seen has lost something since.</summary>
    async Task HeartbeatAsync(CancellationToken stop)
    {
        try
        {
            if (drill.IsHeldBack)
            {
                // Beside another node that an administrator has answered for.
                await DecideAsync(stop);
                return;
            }
            if (await AdvanceCounterAsync(stop))
                return;
            // Let go, so that no new node takes this one for one that recognizes itself.
            if (connection is not null)
                await connection.DisposeAsync();
            drill.Begin(
                "This database is behind what the running site has seen: it was restored, or taken over by a standby that lacked "
                    + "the newest changes."
            );
            LogDrill(log, drill.Reason!);
        }
        // What is not caught here would end the site: the database or the folder is away for a moment, and is asked again at the next beat.
        catch (Exception away) when (!stop.IsCancellationRequested)
        {
            LogMissed(log, away.GetType().Name);
        }
    }

    async Task<bool> AdvanceCounterAsync(CancellationToken stop)
    {
        await gate.WaitAsync(stop);
        try
        {
            var open = await OpenAsync(stop);
            var database = await DatabaseAsync(open, stop);
            if (!IsSameServer(database, own!.Database))
                return false;
            await using var transaction = await open.BeginTransactionAsync(stop);
            await DoAsync(open, "set local synchronous_commit = on", stop);
            var counted = await AskAsync(
                open,
                """
                update platform.data_folders set counter = counter + 1, seen_at = now() where folder = $1 and epoch = $2 and counter >= $3
                    returning counter
                """,
                stop,
                folderId,
                own.Epoch,
                counter
            );
            if (counted is not long next)
                return false;
            if (database != own.Database)
                await DoAsync(open, "update platform.installation set database = $1 where epoch = $2", stop, database, own.Epoch);
            var part = folder.Prepare(new(folderId, own.Epoch, next));
            await transaction.CommitAsync(stop);
            folder.Keep(part);
            (counter, own) = (next, own with { Database = database });
            return true;
        }
        finally
        {
            gate.Release();
        }
    }

    async Task<InstallationEvidence> EvidenceAsync(NpgsqlConnection open, CancellationToken stop)
    {
        var seen = folder.Read();
        KnownInstallation? known = null;
        await using (var command = new NpgsqlCommand("select epoch, database from platform.installation", open))
        await using (var row = await command.ExecuteReaderAsync(stop))
            if (await row.ReadAsync(stop))
                known = new(row.GetGuid(0), row.GetString(1));
        KnownFolder? mine = null;
        await using (
            var command = new NpgsqlCommand("select epoch, born, counter from platform.data_folders where folder = $1", open)
            {
                Parameters = { new() { Value = seen?.Folder ?? Guid.Empty } },
            }
        )
        await using (var row = await command.ExecuteReaderAsync(stop))
            if (await row.ReadAsync(stop))
                mine = new(row.GetGuid(0), row.GetInt64(1), row.GetInt64(2));
        var isUnused = await AskAsync(open, "select not exists (select from events.mt_events)", stop) is true;
        var another =
            await AskAsync(
                open,
                """
                select exists (select from pg_locks l join pg_database d on d.oid = l.database
                    where l.locktype = 'advisory' and l.classid = 0 and l.objid = $1::bigint::oid and l.granted
                        and l.pid <> pg_backend_pid() and d.datname = current_database())
                """,
                stop,
                Running
            )
            is true;
        return new(await DatabaseAsync(open, stop), isUnused, known, mine, seen, folder.Born, folder.HasKeys, another);
    }

    async Task EnrolAsync(NpgsqlConnection open, KnownInstallation installed, CancellationToken stop)
    {
        folderId = folder.Begin(Guid.CreateVersion7(time.GetUtcNow()));
        var part = folder.Prepare(new(folderId, installed.Epoch, 0));
        await DoAsync(
            open,
            "insert into platform.data_folders (folder, epoch, born) values ($1, $2, $3)",
            stop,
            folderId,
            installed.Epoch,
            folder.Born
        );
        folder.Keep(part);
        (own, counter) = (installed, 0);
    }

    /// <summary>
    /// System identifier, the database's own id and, behind a colon, the timeline, which grows when a standby takes over.
    /// </summary>
    static async Task<string> DatabaseAsync(NpgsqlConnection open, CancellationToken stop)
    {
        var id = $"{await AskAsync(open, "select oid::text from pg_database where datname = current_database()", stop)}";
        try
        {
            var system = await AskAsync(open, "select system_identifier::text from pg_control_system()", stop);
            var timeline = await AskAsync(open, "select left(pg_walfile_name(pg_current_wal_lsn()), 8)", stop);
            return $"{system}/{id}:{timeline}";
        }
        catch (PostgresException closed)
            when (closed.SqlState is PostgresErrorCodes.InsufficientPrivilege or PostgresErrorCodes.UndefinedFunction)
        {
            return $"/{id}:";
        }
    }

    static bool IsSameServer(string one, string other) => one.Split(':')[0] == other.Split(':')[0];

    /// <summary>One connection of its own: it holds the lock by which other nodes see that this one runs.</summary>
    async Task<NpgsqlConnection> OpenAsync(CancellationToken stop)
    {
        if (connection is { State: System.Data.ConnectionState.Open })
            return connection;
        if (connection is not null)
            await connection.DisposeAsync();
        connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(databases.ConnectionOf(DatabaseRole.Worker))
            {
                Pooling = false,
                MaxAutoPrepare = 0,
            }.ConnectionString
        );
        await connection.OpenAsync(stop);
        if (own is not null && !drill.IsHeldBack)
            await HoldAsync(connection, stop);
        return connection;
    }

    static Task HoldAsync(NpgsqlConnection open, CancellationToken stop) =>
        DoAsync(open, $"select pg_advisory_lock_shared({Running})", stop);

    static async Task<IAsyncDisposable> LockAsync(NpgsqlConnection open, long key, CancellationToken stop)
    {
        await DoAsync(open, $"select pg_advisory_lock({key})", stop);
        return new Unlock(open, key);
    }

    static async Task DoAsync(NpgsqlConnection open, string sql, CancellationToken stop, params object[] values)
    {
        await using var command = Command(open, sql, values);
        await command.ExecuteNonQueryAsync(stop);
    }

    static async Task<object?> AskAsync(NpgsqlConnection open, string sql, CancellationToken stop, params object[] values)
    {
        await using var command = Command(open, sql, values);
        return await command.ExecuteScalarAsync(stop);
    }

    static NpgsqlCommand Command(NpgsqlConnection open, string sql, object[] values)
    {
        var command = new NpgsqlCommand(sql, open);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        return command;
    }

    public override async Task StopAsync(CancellationToken stop)
    {
        await base.StopAsync(stop);
        if (connection is not null)
            await connection.DisposeAsync();
    }

    public override void Dispose()
    {
        gate.Dispose();
        base.Dispose();
        GC.SuppressFinalize(this);
    }

    sealed class Unlock(NpgsqlConnection open, long key) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            // A connection that broke has let go of its lock already.
            if (open.State is System.Data.ConnectionState.Open)
                await DoAsync(open, $"select pg_advisory_unlock({key})", CancellationToken.None);
        }
    }

    [LoggerMessage(
        LogLevel.Warning,
        "Drill mode: {Reason} Nothing is changed at Retell and no mail is sent until an administrator answers on the page "
            + "/admin/installation"
    )]
    static partial void LogDrill(ILogger log, string reason);

    [LoggerMessage(LogLevel.Warning, "Drill mode has ended: the administrator {Admin} said that this is the live site")]
    static partial void LogClaimed(ILogger log, string admin);

    [LoggerMessage(LogLevel.Warning, "Drill mode stays: the administrator {Admin} said that this site is a copy")]
    static partial void LogCopy(ILogger log, string admin);

    [LoggerMessage(LogLevel.Warning, "Drill mode has ended: this site runs beside a node that recognizes itself")]
    static partial void LogRecognized(ILogger log);

    [LoggerMessage(LogLevel.Warning, "The installation counter could not be updated: {Reason}")]
    static partial void LogMissed(ILogger log, string reason);
}
