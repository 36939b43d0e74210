using System.Globalization;
using Npgsql;
using Switchhook.EmbeddedPostgres;

namespace Switchhook.Bench.Ingestion;

/// <summary>The one PostgreSQL for all of them: durable, the product's database and one for the others.</summary>
sealed class BenchDatabases(EmbeddedPostgresServer server)
{
    public const int Agents = 20;
    const string Others = "beside";

    readonly NpgsqlDataSource product = NpgsqlDataSource.Create(
        Admin(server, new NpgsqlConnectionStringBuilder(server.ConnectionString).Database!)
    );

    public string OthersConnection => new NpgsqlConnectionStringBuilder(server.ConnectionString) { Database = Others }.ConnectionString;

    public string OthersUrl
    {
        get
        {
            var x = new NpgsqlConnectionStringBuilder(OthersConnection);
            return $"postgres://{x.Username}:{Uri.EscapeDataString(x.Password!)}@127.0.0.1:{x.Port}/{Others}";
        }
    }

    static string Admin(EmbeddedPostgresServer server, string database) =>
        new NpgsqlConnectionStringBuilder(server.AdminConnectionString) { Database = database }.ConnectionString;

    public async Task PrepareAsync()
    {
        foreach (var setting in (string[])["fsync", "synchronous_commit", "full_page_writes"])
            if (await AskAsync<string>($"show {setting}") != "on")
                throw new InvalidOperationException($"{setting} is off: nothing measured here would mean anything.");
        await RunAsync(product, $"create database {Others} owner {EmbeddedPostgresServer.Owner}");
        await using var others = NpgsqlDataSource.Create(OthersConnection);
        await RunAsync(
            others,
            """
            create table single (id uuid primary key, received_at timestamptz not null, body bytea not null);
            create table batched (id uuid primary key, received_at timestamptz not null, body bytea not null);
            create table agents (retell_agent_id text primary key, tenant_id uuid not null);
            create table calls (call_id text primary key, tenant_id uuid not null, status text, started_at timestamptz, ended_at
                timestamptz, transcript jsonb, analysis jsonb, payload jsonb);
            create index on calls (tenant_id, started_at);
            create table leads (call_id text primary key, tenant_id uuid not null, phone text, summary text, created_at timestamptz not null
                default now());
            create index on leads (tenant_id, created_at);
            """
        );
        for (var i = 0; i < Agents; i++)
        {
            var tenant = Guid.NewGuid();
            await RunAsync(others, $"insert into agents values ('agent_bench{i}', '{tenant}')");
            await RunAsync(
                product,
                $"insert into calls.agent_routes (retell_agent_id, tenant_id, linked, agent_name) values ('agent_bench{i}', "
                    + $"'{tenant}', true, 'Front desk')"
            );
        }
    }

    /// <summary>Everybody begins with the same distance to the next checkpoint.</summary>
    public Task CheckpointAsync() => RunAsync(product, "checkpoint");

    /// <summary>Whether a delivery, or a message that came of one, has yet to take effect.</summary>
    public Task<bool> IsBusyAsync() =>
        AskAsync<bool>(
            """
            select exists (select from calls.deliveries where verdict = 'accepted') or exists (select
                from wolverine.wolverine_incoming_envelopes where status = 'Incoming')
            """
        );

    public Task<long> AppliedAsync() => AskAsync<long>("select count(*) from calls.deliveries where verdict = 'applied'");

    public async Task<IReadOnlyList<string>> VisibleAsync(string[] calls)
    {
        await using var command = product.CreateCommand("select id from calls.mt_doc_calllist where id = any($1)");
        command.Parameters.AddWithValue(calls.Select(x => "call/" + x).ToArray());
        await using var row = await command.ExecuteReaderAsync();
        var seen = new List<string>();
        while (await row.ReadAsync())
            seen.Add(row.GetString(0)["call/".Length..]);
        return seen;
    }

    async Task<T> AskAsync<T>(string sql)
    {
        await using var command = product.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    static async Task RunAsync(NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand(sql);
        command.CommandTimeout = 300;
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Of the server and all its backends, living and gone; null where the system does not tell.</summary>
    public async Task<TimeSpan?> WorkedAsync()
    {
        if (!OperatingSystem.IsLinux())
            return null;
        var folder = await AskAsync<string>("show data_directory");
        var postmaster = (await File.ReadAllLinesAsync(Path.Combine(folder, "postmaster.pid")))[0].Trim();
        var ticks = 0L;
        foreach (var process in Directory.GetDirectories("/proc").Where(x => char.IsAsciiDigit(Path.GetFileName(x)[0])))
            try
            {
                var stat = (await File.ReadAllTextAsync(Path.Combine(process, "stat"))).Split(") ")[^1].Split(' ');
                if (Path.GetFileName(process) == postmaster)
                    ticks += Number(stat, 11, 12, 13, 14);
                else if (stat[1] == postmaster)
                    ticks += Number(stat, 11, 12);
            }
            catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
            { /* ended while we looked */
            }
        return TimeSpan.FromMilliseconds(ticks * 10);
    }

    static long Number(string[] stat, params int[] fields) => fields.Sum(x => long.Parse(stat[x], CultureInfo.InvariantCulture));
}
