using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Shouldly;
using Switchhook.App.Hosting.Database;
using Switchhook.BuildingBlocks;
using Switchhook.Postgres;
using Xunit;

namespace Switchhook.Scenarios;

/// <summary>Configured for a role instead of the one that the site makes: used, and never changed.</summary>
public sealed class Logins_of_the_operators_own : IAsyncLifetime
{
    readonly string prefix = $"own_{Guid.NewGuid():N}"[..20];
    TestDatabase database = null!;

    string Mine => $"{prefix}_mine";

    public async ValueTask InitializeAsync()
    {
        database = await TestDatabase.CreateAsync();
        await AsSuperuserAsync($"create role {Mine} login password 'chosen by the operator'");
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        foreach (
            var role in (string[])
                [Mine, .. ((string[])[DatabaseRole.Web, DatabaseRole.Audit, DatabaseRole.Accounts]).Select(x => $"{prefix}_{x}")]
        )
            if (await AsSuperuserAsync($"select 1 from pg_roles where rolname = '{role}'") is not null)
                await AsSuperuserAsync($"drop owned by {role}; drop role {role}");
        await database.DisposeAsync();
    }

    async Task<object?> AsSuperuserAsync(string sql)
    {
        await using var superuser = NpgsqlDataSource.Create(database.SuperuserConnectionString);
        return await superuser.CreateCommand(sql).ExecuteScalarAsync();
    }

    Databases With(string password) =>
        new(
            database.ConnectionString,
            new ConfigurationBuilder()
                .AddInMemoryCollection([
                    new("Postgres:RolePrefix", prefix),
                    new(
                        "ConnectionStrings:PostgresWorker",
                        new NpgsqlConnectionStringBuilder(database.ConnectionString)
                        {
                            Username = Mine,
                            Password = password,
                        }.ConnectionString
                    ),
                ])
                .Build()
        );

    static Task PrepareAsync(Databases databases) => new Schema(databases, NullLogger<Schema>.Instance).StartAsync(CancellationToken.None);

    Task<object?> StoredPasswordAsync() => AsSuperuserAsync($"select rolpassword from pg_authid where rolname = '{Mine}'");

    [Fact]
    public async Task keep_their_password_when_the_configured_one_is_wrong_and_the_setting_is_named()
    {
        var before = await StoredPasswordAsync();
        var refusal = await Should.ThrowAsync<StartupFailure>(PrepareAsync(With("a typo")));
        refusal.Message.ShouldStartWith(
            "Nobody can sign in to PostgreSQL with ConnectionStrings__PostgresWorker: password authentication failed"
        );
        (await StoredPasswordAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task are_given_the_rights_of_their_role_beside_those_that_the_site_makes()
    {
        var databases = With("chosen by the operator");
        await PrepareAsync(databases);
        (await DatabaseRoles.CanAllSignInAsync(databases, CancellationToken.None)).ShouldBeTrue();
        await using var worker = databases.Open(DatabaseRole.Worker);
        (await worker.CreateCommand("select current_user::text || count(*) from events.mt_events").ExecuteScalarAsync()).ShouldBe(
            $"{Mine}0"
        );
    }

    [Fact]
    public void are_not_in_what_an_administrator_of_the_server_is_given_to_run()
    {
        var script = DatabaseRoles.Script(With("chosen by the operator"));
        script.ShouldContain($"{prefix}_web");
        script.ShouldNotContain(Mine);
    }
}
