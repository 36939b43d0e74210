using Npgsql;
using Switchhook.App.Hosting.Database;
using Switchhook.BuildingBlocks;
using Switchhook.EmbeddedPostgres;

namespace Switchhook.Bench;

/// <summary>How the server carries out what a page asks, by its own account: auto_explain writes each plan into the server's log.</summary>
public sealed class QueryPlanLog : IAsyncDisposable
{
    static readonly string[] Large = ["mt_doc_calllist", "mt_doc_calldetails", "words_of_call", "calls_of_word", "mt_events", "mt_streams"];

    readonly NpgsqlConnection admin;
    readonly string log;
    long read;

    QueryPlanLog(NpgsqlConnection admin, string log) => (this.admin, this.log, read) = (admin, log, new FileInfo(log).Length);

    public static async Task<QueryPlanLog> BeginAsync(EmbeddedPostgresServer server, Databases databases)
    {
        var admin = new NpgsqlConnection(server.AdminConnectionString);
        await admin.OpenAsync();
        await SqlAsync(admin, "load 'auto_explain'");
        await SqlAsync(admin, "alter system set session_preload_libraries = 'auto_explain'");
        await SqlAsync(admin, "alter system set auto_explain.log_min_duration = 0");
        await SqlAsync(admin, "select pg_reload_conf()");
        var data = new DirectoryInfo((string)(await new NpgsqlCommand("show data_directory", admin).ExecuteScalarAsync())!);
        // Sessions load what they are told to when they begin.
        await SqlAsync(
            admin,
            $"select pg_terminate_backend(pid) from pg_stat_activity where usename = '{databases.RoleOf(DatabaseRole.Web)}'"
        );
        await Task.Delay(TimeSpan.FromSeconds(1));
        return new(admin, Path.Combine(data.Parent!.FullName, "log"));
    }

    /// <summary>How many plans there were since the last time, and lines of them that read a table of calls from end to end.</summary>
    public async Task<(int Plans, IReadOnlyList<string> Scanning)> ReadAsync()
    {
        await Task.Delay(TimeSpan.FromSeconds(1));
        await using var file = new FileStream(log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        file.Position = read;
        var said = await new StreamReader(file).ReadToEndAsync();
        read = file.Position;
        var lines = said.Split('\n');
        return (
            lines.Count(x => x.Contains(" plan:", StringComparison.Ordinal)),
            [.. lines.Where(x => x.Contains("Seq Scan on", StringComparison.Ordinal) && Large.Any(x.Contains)).Select(x => x.Trim())]
        );
    }

    static async Task SqlAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var setting in (string[])["session_preload_libraries", "auto_explain.log_min_duration"])
            await SqlAsync(admin, $"alter system reset {setting}");
        await SqlAsync(admin, "select pg_reload_conf()");
        await admin.DisposeAsync();
    }
}
