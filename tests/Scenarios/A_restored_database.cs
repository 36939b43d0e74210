using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;
using Shouldly;
using Switchhook.App.Platform;
using Switchhook.App.Platform.Configuration;
using Xunit;

namespace Switchhook.Scenarios;

/// <summary>What a dump does not bring: roles, rights, and the keys in DATA_DIR.</summary>
public sealed class A_restored_database : IAsyncLifetime
{
    readonly string prefix = $"restored_{Guid.NewGuid():N}"[..20];
    readonly string folder = Directory.CreateTempSubdirectory("switchhook-restored-").FullName;
    TestDatabase database = null!;
    Databases databases = null!;

    public async ValueTask InitializeAsync()
    {
        database = await TestDatabase.CreateAsync();
        databases = new(database.ConnectionString, new ConfigurationBuilder().AddInMemoryCollection([new("Postgres:RolePrefix", prefix)]).Build());
        await PrepareAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await DropRolesAsync();
        await database.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    static readonly string[] Roles = [Databases.Worker, Databases.Web, Databases.Audit, Databases.Accounts];

    Task PrepareAsync() => new Schema(databases, NullLogger<Schema>.Instance).StartAsync(CancellationToken.None);

    async Task DropRolesAsync()
    {
        NpgsqlConnection.ClearAllPools();
        foreach (var role in Roles.Select(databases.RoleOf)) await AsSuperuserAsync($"drop owned by {role}; drop role {role}");
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
        (await CountAsync(Databases.Worker, "select count(*) from events.mt_events")).ShouldBe(0);
        (await CountAsync(Databases.Audit, "select count(*) from calls.deliveries")).ShouldBe(0);
        (await CountAsync(Databases.Accounts, "select count(*) from accounts.accounts")).ShouldBe(0);
        (await CountAsync(Databases.Web, "set app.tenant_id = ''; select count(*) from events.mt_events")).ShouldBe(0);
        // A page without a tenant reads nothing, and secrets never.
        (await Should.ThrowAsync<PostgresException>(CountAsync(Databases.Web, "select count(*) from events.mt_events"))).SqlState.ShouldBe("42704");
        (await Should.ThrowAsync<PostgresException>(CountAsync(Databases.Web, "select count(*) from secrets.retell_keys"))).SqlState.ShouldBe("42501");
    }

    [Theory]
    [InlineData("revoke all on all tables in schema calls from {0}_worker", Databases.Worker, "select count(*) from calls.deliveries")]
    [InlineData("revoke usage on schema accounts from {0}_accounts", Databases.Accounts, "select count(*) from accounts.accounts")]
    [InlineData("drop policy every_tenant_to_read on leads.mt_doc_leadlist", Databases.Audit, "select count(*) from pg_policies where schemaname = 'leads' and tablename = 'mt_doc_leadlist' having count(*) = 3")]
    public async Task gets_rights_again_that_were_not_restored(string loss, string role, string sql)
    {
        await AsSuperuserAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, loss, prefix));
        await PrepareAsync();
        (await CountAsync(role, sql)).ShouldBeGreaterThanOrEqualTo(0);
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
        await using var owner = databases.Open(Databases.Owner);
        return (DateTime)(await owner.CreateCommand("select max(at) from platform.prepared").ExecuteScalarAsync())!;
    }

    Task CheckKeysAsync(string name, bool replace = false)
    {
        var data = new DataFolder(Path.Combine(folder, name));
        var services = new ServiceCollection().AddDataProtection().SetApplicationName("switchhook").PersistKeysToFileSystem(new DirectoryInfo(data.Of("keys"))).Services.BuildServiceProvider();
        return new KeyRingCheck(databases, data, services.GetRequiredService<IDataProtectionProvider>(), services.GetRequiredService<IKeyManager>(), Options.Create(new KeysOptions { ReplaceLostKeys = replace }), NullLogger<KeyRingCheck>.Instance).StartAsync(CancellationToken.None);
    }

    [Fact]
    public async Task is_refused_with_the_keys_of_another_site_by_the_names_of_the_missing_ones()
    {
        await CheckKeysAsync("own");
        await CheckKeysAsync("own");
        var key = Path.GetFileName(Directory.GetFiles(Path.Combine(folder, "own", "keys")).Single());

        var refusal = await Should.ThrowAsync<CannotStart>(CheckKeysAsync("empty"));
        refusal.Message.ShouldContain($"are not those of this database: {key} are missing");
        refusal.Message.ShouldContain("DataProtection__ReplaceLostKeys=true");
        await Should.ThrowAsync<CannotStart>(CheckKeysAsync("empty"));
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
        await Should.ThrowAsync<CannotStart>(CheckKeysAsync("lost"));
    }
}
