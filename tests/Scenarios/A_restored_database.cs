using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;
using Shouldly;
using Switchhook.Agents;
using Switchhook.App.Hosting;
using Switchhook.App.Hosting.Configuration;
using Switchhook.App.Hosting.Database;
using Switchhook.App.Hosting.InstallationIdentity;
using Switchhook.BuildingBlocks;
using Switchhook.Postgres;
using Xunit;

namespace Switchhook.Scenarios;

/// <summary>What a dump does not bring: roles, rights, and the keys in DATA_DIR.</summary>
public sealed class A_restored_database : IAsyncLifetime
{
    readonly string prefix = $"restored_{Guid.NewGuid():N}"[..20];
    readonly string folder = Directory.CreateTempSubdirectory("switchhook-restored-").FullName;
    TestDatabase database = null!;
    Databases databases = null!;
    IConfigurationRoot settings = null!;

    public async ValueTask InitializeAsync()
    {
        database = await TestDatabase.CreateAsync();
        settings = new ConfigurationBuilder().AddInMemoryCollection([new("Postgres:RolePrefix", prefix)]).Build();
        databases = new(database.ConnectionString, settings);
        await PrepareAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await DropRolesAsync();
        await database.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    static readonly string[] Roles = [DatabaseRole.Worker, DatabaseRole.Web, DatabaseRole.Audit, DatabaseRole.Accounts];

    Task PrepareAsync() => new Schema(databases, NullLogger<Schema>.Instance).StartAsync(CancellationToken.None);

    async Task DropRolesAsync()
    {
        NpgsqlConnection.ClearAllPools();
        foreach (var role in Roles.Select(databases.RoleOf))
            await AsSuperuserAsync($"drop owned by {role}; drop role {role}");
    }

    async Task AsSuperuserAsync(string sql)
    {
        await using var superuser = NpgsqlDataSource.Create(database.SuperuserConnectionString);
        await superuser.CreateCommand(sql).ExecuteNonQueryAsync();
    }

    async Task<long> CountAsync(string role, string sql)
    {
        await using var source = NpgsqlDataSource.Create(databases.ConnectionOf(role) + ";Pooling=false");
        return (long)(await source.CreateCommand(sql).ExecuteScalarAsync())!;
    }

    [Fact]
    public async Task gets_its_roles_again_with_their_rights_and_walls()
    {
        await DropRolesAsync();
        await PrepareAsync();
        (await CountAsync(DatabaseRole.Worker, "select count(*) from events.mt_events")).ShouldBe(0);
        (await CountAsync(DatabaseRole.Audit, "select count(*) from calls.deliveries")).ShouldBe(0);
        (await CountAsync(DatabaseRole.Accounts, "select count(*) from accounts.accounts")).ShouldBe(0);
        (await CountAsync(DatabaseRole.Web, "set app.tenant_id = ''; select count(*) from events.mt_events")).ShouldBe(0);
        // A page without a tenant reads nothing, and secrets never.
        (
            await Should.ThrowAsync<PostgresException>(CountAsync(DatabaseRole.Web, "select count(*) from events.mt_events"))
        ).SqlState.ShouldBe("42704");
        (
            await Should.ThrowAsync<PostgresException>(CountAsync(DatabaseRole.Web, "select count(*) from secrets.retell_keys"))
        ).SqlState.ShouldBe("42501");
    }

    [Theory]
    [InlineData("revoke all on all tables in schema calls from {0}_worker", DatabaseRole.Worker, "select count(*) from calls.deliveries")]
    [InlineData("revoke usage on schema accounts from {0}_accounts", DatabaseRole.Accounts, "select count(*) from accounts.accounts")]
    [InlineData(
        "drop policy every_tenant_to_read on leads.mt_doc_leadlist",
        DatabaseRole.Audit,
        "select count(*) from pg_policies where schemaname = 'leads' and tablename = 'mt_doc_leadlist' having count(*) = 3"
    )]
    public async Task gets_rights_again_that_were_not_restored(string loss, string role, string sql)
    {
        await AsSuperuserAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, loss, prefix));
        await PrepareAsync();
        (await CountAsync(role, sql)).ShouldBeGreaterThanOrEqualTo(0);
    }

    [Fact]
    public async Task keeps_the_site_running_whatever_keeps_the_two_from_counting_on()
    {
        using var log = new LogLines();
        using var check = new InstallationCheck(
            databases,
            new DataFolderIdentity(new DataFolder(Path.Combine(folder, "mark"))),
            new DrillMode(),
            new Installation(null!, TimeProvider.System),
            new AcceleratedTime(),
            LoggerFactory.Create(x => x.AddProvider(log)).CreateLogger<InstallationCheck>()
        );
        await check.StartAsync(CancellationToken.None);
        await AsSuperuserAsync($"select pg_terminate_backend(pid) from pg_stat_activity where usename = '{prefix}_worker'");
        const string Line = "The installation counter could not be updated: ArgumentException";
        try
        {
            // Nothing that the driver throws of itself.
            settings["ConnectionStrings:PostgresWorker"] = "no=connection";
            await AppFixture.Eventually(
                () => Task.FromResult(log.All.Any(x => x.Contains(Line, StringComparison.Ordinal))),
                "it has met it"
            );
            check.ExecuteTask!.IsCompleted.ShouldBeFalse();
        }
        finally
        {
            settings["ConnectionStrings:PostgresWorker"] = null;
        }
        await check.StopAsync(CancellationToken.None);
    }

    /// <summary>A thousand times as fast, for who waits.</summary>
    sealed class AcceleratedTime : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, dueTime > TimeSpan.Zero ? dueTime / 1000 : dueTime, period);
    }

    [Fact]
    public async Task is_left_alone_when_nothing_is_missing()
    {
        var before = await PreparedAtAsync();
        await PrepareAsync();
        (await PreparedAtAsync()).ShouldBe(before);
    }

    async Task<DateTime> PreparedAtAsync()
    {
        await using var owner = databases.Open(DatabaseRole.Owner);
        return (DateTime)(await owner.CreateCommand("select max(at) from platform.prepared").ExecuteScalarAsync())!;
    }

    Task CheckKeysAsync(string name, bool replace = false) =>
        WithKeysAsync(name, (check, _) => check.StartAsync(CancellationToken.None), replace);

    async Task WithKeysAsync(string name, Func<KeyRingCheck, IKeyManager, Task> act, bool replace = false)
    {
        var data = new DataFolder(Path.Combine(folder, name));
        await using var services = new ServiceCollection()
            .AddDataProtection()
            .SetApplicationName("switchhook")
            .PersistKeysToFileSystem(new DirectoryInfo(data.Of("keys")))
            .Services.BuildServiceProvider();
        var keys = services.GetRequiredService<IKeyManager>();
        using var check = new KeyRingCheck(
            databases,
            data,
            services.GetRequiredService<IDataProtectionProvider>(),
            keys,
            Options.Create(new KeyRingOptions { ReplaceLostKeys = replace }),
            TimeProvider.System,
            NullLogger<KeyRingCheck>.Instance
        );
        await act(check, keys);
        await check.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task is_refused_without_a_key_that_came_while_the_site_ran_or_before_there_were_words()
    {
        await WithKeysAsync(
            "own",
            async (check, keys) =>
            {
                var before = keys.CreateNewKey(DateTimeOffset.UtcNow.AddDays(-100), DateTimeOffset.UtcNow.AddDays(-10)).KeyId;
                await check.StartAsync(CancellationToken.None);
                (await SealedAsync(before)).ShouldBe(1);
                var next = keys.CreateNewKey(DateTimeOffset.UtcNow.AddDays(2), DateTimeOffset.UtcNow.AddDays(92)).KeyId;
                (await SealedAsync(next)).ShouldBe(0);
                await using var worker = databases.Open(DatabaseRole.Worker);
                await check.SealAsync(worker, CancellationToken.None);
                (await SealedAsync(next)).ShouldBe(1);
                File.Delete(Path.Combine(folder, "own", "keys", $"key-{next}.xml"));
            }
        );
        (await Should.ThrowAsync<StartupFailure>(CheckKeysAsync("own"))).Message.ShouldContain("are missing");
    }

    async Task<long> SealedAsync(Guid key)
    {
        await using var owner = databases.Open(DatabaseRole.Owner);
        await using var count = owner.CreateCommand($"select count(*) from platform.sealed_words where key_id = '{key}'");
        return (long)(await count.ExecuteScalarAsync())!;
    }

    [Fact]
    public async Task is_refused_with_the_keys_of_another_site_by_the_names_of_the_missing_ones()
    {
        await CheckKeysAsync("own");
        await CheckKeysAsync("own");
        var key = Path.GetFileName(Directory.GetFiles(Path.Combine(folder, "own", "keys")).Single());

        var refusal = await Should.ThrowAsync<StartupFailure>(CheckKeysAsync("empty"));
        refusal.Message.ShouldContain($"are not those of this database: {key} are missing");
        refusal.Message.ShouldContain("DataProtection__ReplaceLostKeys=true");
        await Should.ThrowAsync<StartupFailure>(CheckKeysAsync("empty"));
        Directory.GetFiles(Path.Combine(folder, "empty", "keys")).ShouldBeEmpty();

        // Put back, as the sentence says.
        File.Copy(Path.Combine(folder, "own", "keys", key), Path.Combine(folder, "empty", "keys", key));
        await CheckKeysAsync("empty");
        await CheckKeysAsync("own");
    }

    [Fact]
    public async Task goes_on_without_lost_keys_when_it_is_told_to()
    {
        await CheckKeysAsync("lost");
        await CheckKeysAsync("new", replace: true);
        await CheckKeysAsync("new");
        await Should.ThrowAsync<StartupFailure>(CheckKeysAsync("lost"));
    }
}
