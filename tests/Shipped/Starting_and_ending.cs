using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using Npgsql;
using Shouldly;
using Switchhook.BuildingBlocks;
using Switchhook.EmbeddedPostgres;
using Switchhook.Published;
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
        await using (var site = await PublishedSite.StartAsync(data))
            await site.KillAsync();
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
        if (!File.Exists(note))
            await File.WriteAllTextAsync(note, "");
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
        await page.FindAsync(
            "/health/ready",
            "Healthy|Degraded",
            () => Postmaster.Read(Cluster) is { IsReady: true } now && now.Process != killed
        );
        await SignsInAsync(site);
    }

    [Fact]
    public async Task is_refused_while_another_site_has_the_data()
    {
        await using var site = await PublishedSite.StartAsync(data);
        (await PublishedSite.FailAsync(data)).ShouldBe(
            (1, $"Switchhook already runs on the data in {data}: stop it, or set DATA_DIR to another folder.\n")
        );
    }

    [Fact]
    public async Task is_refused_when_the_port_is_taken()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        (await PublishedSite.FailAsync(data, ("ASPNETCORE_URLS", $"http://127.0.0.1:{port}"))).ShouldBe(
            (1, $"Port {port} cannot be used (Address already in use): end what listens there, or set PORT to another.\n")
        );
    }

    [Fact]
    public async Task is_refused_without_a_Retell_to_talk_to() =>
        (await PublishedSite.FailAsync(data, ("Sandbox__Enabled", "false"))).Said.ShouldStartWith("No Retell API key: set Retell__ApiKey");

    [Theory]
    [InlineData(
        "postgres://switchhook:secret@127.0.0.1/switchhook",
        "ConnectionStrings__Postgres should be a connection string such as Host="
    )]
    [InlineData(
        "Host=127.0.0.1;Port=1;Username=switchhook;Password=secret",
        "PostgreSQL at 127.0.0.1:1 cannot be used: Connection refused"
    )]
    [InlineData("Host=database.invalid;Username=switchhook;Password=secret", "PostgreSQL at database.invalid:5432 cannot be used: ")]
    public async Task says_what_is_wrong_with_a_database_of_ones_own(string connection, string sentence)
    {
        var (exitCode, said) = await PublishedSite.FailAsync(data, ("ConnectionStrings__Postgres", connection));
        exitCode.ShouldBe(1);
        said.ShouldStartWith(sentence);
        said.ShouldNotContain("secret");
    }

    [Theory]
    [InlineData("rebuild")]
    [InlineData("check")]
    public async Task says_so_when_read_models_are_to_be_looked_at_without_a_database(string command)
    {
        var (exitCode, said) = await PublishedSite.RunAsync(
            data,
            ["projections", command],
            ("ConnectionStrings__Postgres", "Host=127.0.0.1;Port=1;Username=switchhook;Password=secret")
        );
        (exitCode, said).ShouldBe((1, "PostgreSQL at 127.0.0.1:1 cannot be used: Connection refused\n"));
    }

    [Theory]
    [InlineData("PORT", "99999", "PORT is '99999': it should be a number of a port, from 1 to 65535.")]
    [InlineData(
        "PUBLIC_URL",
        "",
        "PUBLIC_URL is not set: set it to the address at which people and Retell reach this site, such as https://calls.example.com."
    )]
    [InlineData(
        "Logging__LogLevel__Default",
        "Loud",
        "Logging__LogLevel__Default is 'Loud': it should be Trace, Debug, Information, Warning, Error, Critical or None."
    )]
    [InlineData("Calls__SweepMinuts", "5", "Calls__SweepMinuts is no setting of Switchhook: did you mean Calls__SweepMinutes?")]
    [InlineData(
        "ASPNETCORE_ENVIRONMENT",
        "development",
        "ASPNETCORE_ENVIRONMENT is Development, but this build is made for Production and has no compiler: set it to Production, "
            + "or run bin/run in a checkout."
    )]
    public async Task is_refused_with_one_sentence_for_a_setting_that_cannot_be(string name, string value, string sentence) =>
        (await PublishedSite.FailAsync(data, (name, value))).ShouldBe((1, sentence + "\n"));

    [Fact]
    public async Task is_refused_with_a_file_for_its_data_folder()
    {
        var file = Path.Combine(data, "file");
        await File.WriteAllTextAsync(file, "");
        (await PublishedSite.FailAsync(data, ("DATA_DIR", file))).ShouldBe(
            (1, $"DATA_DIR is '{file}', which is a file: it should be a folder, which is made if it does not exist.\n")
        );
    }

    [Fact]
    public async Task is_refused_with_the_keys_of_another_site()
    {
        await using (var site = await PublishedSite.StartAsync(data))
            await SignsInAsync(site);
        var keys = Path.Combine(data, "keys");
        Directory.Move(keys, keys + "-aside");
        var (exitCode, said) = await PublishedSite.FailAsync(data);
        exitCode.ShouldBe(1);
        said.ShouldStartWith($"The keys in {keys} are not those of this database: key-");
        said.Trim().ShouldNotContain("\n");
        Directory.Delete(keys, recursive: true);
        Directory.Move(keys + "-aside", keys);
        await using var again = await PublishedSite.StartAsync(data);
        await SignsInAsync(again);
    }

    [Fact]
    public async Task opens_its_sandbox_with_a_key_made_at_random_and_says_that_it_is_on()
    {
        await using var site = await PublishedSite.StartAsync(data, ("Sandbox__Key", ""));
        site.Said.ShouldContain("The sandbox is enabled (Sandbox__Enabled)");
        var file = Path.Combine(data, "sandbox.key");
        (await File.ReadAllTextAsync(file)).Length.ShouldBeGreaterThanOrEqualTo(32);
        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        site.Said.ShouldNotContain(await File.ReadAllTextAsync(file));

        using var guesser = new HttpClient { DefaultRequestHeaders = { Authorization = new("Bearer", "sandbox") } };
        using var visitor = site.Visitor();
        await visitor.SignInAsync();
        await visitor.CreateAgentAsync();
        (await guesser.GetStringAsync(site.Address + "/sandbox/retell/v2/list-phone-numbers")).ShouldNotContain("+1415");
        // What somebody makes in a workspace of their own is not posted to an address of their choice.
        await using var listener = await OneRequest.ListenAsync();
        var agent = System.Text.Json.Nodes.JsonNode.Parse(await (
                await guesser.PostAsJsonAsync(
                    site.Address + "/sandbox/retell/create-agent",
                    new
                    {
                        agent_name = "x",
                        voice_id = "11labs-Adrian",
                        webhook_url = listener.Address,
                        response_engine = new { type = "retell-llm", llm_id = await LlmAsync() },
                    }
                )
            ).EnsureSuccessStatusCode().Content.ReadAsStringAsync())!["agent_id"]!.GetValue<string>();
        (
            await guesser.PostAsJsonAsync(site.Address + $"/sandbox/retell/publish-agent-version/{agent}", new { version = 0 })
        ).EnsureSuccessStatusCode();
        (
            await guesser.PostAsJsonAsync(site.Address + "/sandbox/retell/simulate-call", new { agent_id = agent, scenario = "hangup" })
        ).EnsureSuccessStatusCode();
        for (var i = 0; i < 600 && !site.Said.Contains("outside Development it posts to PUBLIC_URL only", StringComparison.Ordinal); i++)
            await Task.Delay(50);
        site.Said.ShouldContain("outside Development it posts to PUBLIC_URL only");
        listener.Came.ShouldBeFalse();

        async Task<string> LlmAsync() =>
            System.Text.Json.Nodes.JsonNode.Parse(
                await (
                    await guesser.PostAsJsonAsync(
                        site.Address + "/sandbox/retell/create-retell-llm",
                        new { start_speaker = "agent", general_prompt = "x" }
                    )
                )
                    .EnsureSuccessStatusCode()
                    .Content.ReadAsStringAsync()
            )!["llm_id"]!.GetValue<string>();
    }

    /// <summary>Somebody's address to which nothing should come.</summary>
    sealed class OneRequest : IAsyncDisposable
    {
        readonly TcpListener listener = new(IPAddress.Loopback, 0);

        public string Address => $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/hook";
        public bool Came => listener.Pending();

        public static Task<OneRequest> ListenAsync()
        {
            var one = new OneRequest();
            one.listener.Start();
            return Task.FromResult(one);
        }

        public ValueTask DisposeAsync()
        {
            listener.Dispose();
            return ValueTask.CompletedTask;
        }
    }

    [Fact]
    public async Task asks_for_the_roles_that_its_login_may_not_make_and_runs_once_an_administrator_made_them()
    {
        await using var postgres = await EmbeddedPostgresServer.StartAsync(new DataFolder(data), PublishedBuild.Folder);
        var connection = new NpgsqlConnectionStringBuilder(postgres.ConnectionString)
        {
            Username = "humble",
            Password = "humble",
            Database = "humble",
        }.ConnectionString;
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
