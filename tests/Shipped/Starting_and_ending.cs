using System.Net;
using System.Net.Sockets;
using Npgsql;
using Shouldly;
using Switchhook.App.Platform;
using Switchhook.App.Platform.Postgres;
using Xunit;

namespace Switchhook.Shipped;

public sealed class Starting_and_ending : IAsyncDisposable
{
    readonly string data = PublishedSite.NewDataFolder();

    public async ValueTask DisposeAsync() => await PublishedSite.ClearAsync(data);

    [Fact]
    public async Task ends_at_once_with_pages_open_and_leaves_nothing_running()
    {
        await using var site = await PublishedSite.StartAsync(data);
        using var page = site.Visitor();
        await page.SignInAsync();
        using var live = await page.ListenAsync("/live");
        (await live.NextAsync()).ShouldBe("open");

        (await site.EndAsync()).ShouldBeLessThan(TimeSpan.FromSeconds(20));
        Postmaster.Read(Cluster).ShouldBeNull();
    }

    [Fact]
    public async Task finds_its_data_after_the_site_was_killed_and_takes_over_the_server_that_it_left()
    {
        await using (var site = await PublishedSite.StartAsync(data)) await site.KillAsync();
        var left = Postmaster.Read(Cluster).ShouldNotBeNull();

        await using var again = await PublishedSite.StartAsync(data);
        Postmaster.Read(Cluster)!.Process.ShouldBe(left.Process);
        await SignsInAsync(again);
    }

    [Fact]
    public async Task starts_although_both_were_killed_and_the_servers_old_number_belongs_to_another()
    {
        await using (var site = await PublishedSite.StartAsync(data))
        {
            KillServer();
            await site.KillAsync();
        }
        var note = Path.Combine(Cluster, "postmaster.pid");
        if (!File.Exists(note)) await File.WriteAllTextAsync(note, "");
        var lines = (await File.ReadAllLinesAsync(note)).Skip(1);
        await File.WriteAllLinesAsync(note, [Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture), .. lines]);

        await using var again = await PublishedSite.StartAsync(data);
        await SignsInAsync(again);
    }

    [Fact]
    public async Task goes_on_after_its_database_server_was_killed()
    {
        await using var site = await PublishedSite.StartAsync(data);
        var killed = KillServer();

        using var page = site.Visitor();
        await page.FindAsync("/health/ready", "Healthy|Degraded", () => Postmaster.Read(Cluster) is { IsReady: true } now && now.Process != killed);
        await SignsInAsync(site);
    }

    [Fact]
    public async Task is_refused_while_another_site_has_the_data()
    {
        await using var site = await PublishedSite.StartAsync(data);
        (await PublishedSite.FailAsync(data)).ShouldBe((1, $"Switchhook already runs on the data in {data}: stop it, or set DATA_DIR to another folder.\n"));
    }

    [Fact]
    public async Task is_refused_when_the_port_is_taken()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        (await PublishedSite.FailAsync(data, ("ASPNETCORE_URLS", $"http://127.0.0.1:{port}")))
            .ShouldBe((1, $"Port {port} cannot be used (Address already in use): end what listens there, or set PORT to another.\n"));
    }

    [Fact]
    public async Task is_refused_without_a_Retell_to_talk_to() =>
        (await PublishedSite.FailAsync(data, ("Sandbox__Enabled", "false"))).Said.ShouldStartWith("No Retell API key: set Retell__ApiKey");

    [Theory]
    [InlineData("postgres://switchhook:secret@127.0.0.1/switchhook", "ConnectionStrings__Postgres should look like Host=")]
    [InlineData("Host=127.0.0.1;Port=1;Username=switchhook;Password=secret", "PostgreSQL at 127.0.0.1:1 cannot be used: Connection refused")]
    public async Task says_what_is_wrong_with_a_database_of_ones_own(string connection, string sentence)
    {
        var (exitCode, said) = await PublishedSite.FailAsync(data, ("ConnectionStrings__Postgres", connection));
        exitCode.ShouldBe(1);
        said.ShouldStartWith(sentence);
        said.ShouldNotContain("secret");
    }

    [Fact]
    public async Task asks_for_the_roles_that_its_login_may_not_make_and_runs_once_an_administrator_made_them()
    {
        await using var postgres = await EmbeddedPostgres.StartAsync(new DataFolder(data), PublishedBuild.Folder);
        var connection = new NpgsqlConnectionStringBuilder(postgres.ConnectionString) { Username = "humble", Password = "humble", Database = "humble" }.ConnectionString;
        await using var administrator = NpgsqlDataSource.Create(postgres.AdminConnectionString);
        foreach (var sql in (string[])["create role humble login password 'humble'", "create database humble owner humble"])
            await administrator.CreateCommand(sql).ExecuteNonQueryAsync();

        var (exitCode, said) = await PublishedSite.FailAsync(data, ("ConnectionStrings__Postgres", connection));
        exitCode.ShouldBe(1);
        said.ShouldContain("may not create the role 'switchhook_worker'");
        said.ShouldContain("dotnet App.dll roles");

        var script = await PublishedSite.SayAsync("roles", ("ConnectionStrings__Postgres", connection));
        await administrator.CreateCommand(script).ExecuteNonQueryAsync();
        await using var site = await PublishedSite.StartAsync(data, ("ConnectionStrings__Postgres", connection));
        await SignsInAsync(site);
    }

    string Cluster => Path.Combine(data, $"postgres-{ServerFolder.Majors(data).First()}", "data");

    int KillServer()
    {
        using var postmaster = System.Diagnostics.Process.GetProcessById(Postmaster.Read(Cluster)!.Process);
        postmaster.Kill();
        postmaster.WaitForExit();
        return postmaster.Id;
    }

    static async Task SignsInAsync(PublishedSite site)
    {
        using var visitor = site.Visitor();
        await visitor.SignInAsync();
        (await visitor.GetAsync("/")).Words.ShouldContain("Create your agent");
    }
}
