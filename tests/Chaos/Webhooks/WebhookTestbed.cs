using Microsoft.Extensions.Configuration;
using Npgsql;
using Switchhook.App.Hosting.Database;
using Switchhook.BuildingBlocks;

namespace Switchhook.Chaos.Webhooks;

/// <summary>
/// The site as one process or several, on a durable PostgreSQL (which it may have to reach through a tap), with a pretend Retell.
/// </summary>
public sealed class WebhookTestbed : IAsyncDisposable
{
    readonly string data = Directory.CreateTempSubdirectory("switchhook-chaos-").FullName;

    WebhookTestbed(DurablePostgres postgres, TcpProxy proxy, PretendRetell retell)
    {
        (Postgres, Proxy, Retell) = (postgres, proxy, retell);
        Superuser = NpgsqlDataSource.Create(postgres.SuperuserConnectionString + ";Pooling=false");
        // Kills break connections: none is kept.
        Worker = NpgsqlDataSource.Create(
            new Databases(postgres.ConnectionString, new ConfigurationBuilder().Build()).ConnectionOf(DatabaseRole.Worker)
                + ";Pooling=false"
        );
    }

    public DurablePostgres Postgres { get; }
    public TcpProxy Proxy { get; }
    public PretendRetell Retell { get; }
    public NpgsqlDataSource Superuser { get; }
    public NpgsqlDataSource Worker { get; }
    public IReadOnlyList<AppProcess> Nodes { get; private set; } = [];
    public IReadOnlyList<LinkedAgent> LinkedAgents { get; private set; } = [];

    IReadOnlyDictionary<string, string> environment = new Dictionary<string, string>();

    /// <summary>One more process of the newest build, not started yet.</summary>
    public AppProcess Another() => new(environment);

    public int Kills => Nodes.Sum(x => x.Kills) + Postgres.Kills;

    /// <param name="build">The folder of a former build, for all nodes that are started here.</param>
    public static async Task<WebhookTestbed> PrepareAsync(
        int nodes = 1,
        int tenants = 8,
        bool tapped = false,
        int? diskMegabytes = null,
        string? build = null,
        params (string Name, string Value)[] settings
    )
    {
        var postgres = await DurablePostgres.StartAsync(diskMegabytes);
        var testbed = new WebhookTestbed(postgres, TcpProxy.Before(postgres.ConnectionString), await PretendRetell.OpenAsync());
        var environment = new Dictionary<string, string>
        {
            ["DATA_DIR"] = testbed.data,
            ["ConnectionStrings__Postgres"] = tapped ? testbed.Proxy.ConnectionString : postgres.ConnectionString,
            ["Sandbox__Enabled"] = "false",
            ["Retell__BaseUrl"] = testbed.Retell.Url,
            ["Retell__ApiKey"] = PretendRetell.Key,
            ["Nodes__Several"] = nodes > 1 ? "true" : "false",
            ["Logging__LogLevel__Default"] = "Warning",
        };
        foreach (var (name, value) in settings)
            environment[name] = value;
        testbed.Nodes = [.. Enumerable.Range(0, nodes).Select(_ => new AppProcess(environment, build))];
        testbed.environment = environment;
        try
        {
            foreach (var node in testbed.Nodes)
                await node.StartAsync();
            await DurablePostgres.MustBeDurableAsync(testbed.Worker);
            testbed.LinkedAgents = await testbed.LinkAsync(Enumerable.Range(0, tenants).Select(_ => Guid.CreateVersion7()));
            return testbed;
        }
        catch
        {
            await testbed.DisposeAsync();
            throw;
        }
    }

    /// <summary>Two agents for each tenant, heard before.</summary>
    public async Task<IReadOnlyList<LinkedAgent>> LinkAsync(IEnumerable<Guid> tenants)
    {
        var lines = tenants
            .SelectMany(tenant => Enumerable.Range(0, 2).Select(_ => new LinkedAgent($"agent_{Guid.NewGuid():N}", $"{tenant:D}")))
            .ToList();
        await using var insert = Worker.CreateCommand(
            "insert into calls.agent_routes (retell_agent_id, tenant_id, linked, agent_name, heard_at) select agent, tenant, "
                + "true, 'Front desk', now() from unnest($1, $2) x (agent, tenant)"
        );
        insert.Parameters.AddWithValue(lines.Select(x => x.AgentId).ToArray());
        insert.Parameters.AddWithValue(lines.Select(x => x.Tenant).ToArray());
        await insert.ExecuteNonQueryAsync();
        return lines;
    }

    /// <summary>Of somebody who has set it up on the page. Retell's id.</summary>
    public async Task<string> AgentAsync()
    {
        var (tenant, email) = await ChaosEnvironment.AccountAsync(Superuser);
        using var customer = new Customer(tenant, await ChaosEnvironment.EnterAsync(email, Nodes[0]));
        await customer.OpenFormAsync();
        await customer.AskAsync();
        var agents = (IReadOnlyList<string>)[];
        await ChaosOptions.UntilAsync(
            async () =>
                (
                    agents = await QueryAsync(
                        $"select data ->> 'RetellAgentId' from agents.mt_doc_agentdetails where tenant_id = '{tenant:D}' and data "
                            + "->> 'Status' = 'Live'",
                        row => row.GetString(0)
                    )
                ).Count == 1,
            "the agent answers"
        );
        return agents[0];
    }

    public async Task<IReadOnlyList<T>> QueryAsync<T>(string sql, Func<NpgsqlDataReader, T> read)
    {
        await using var command = Worker.CreateCommand(sql);
        command.CommandTimeout = 120;
        await using var rows = await command.ExecuteReaderAsync();
        var found = new List<T>();
        while (await rows.ReadAsync())
            found.Add(read(rows));
        return found;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in Nodes)
            await node.DisposeAsync();
        await Retell.DisposeAsync();
        await Superuser.DisposeAsync();
        await Worker.DisposeAsync();
        await Proxy.DisposeAsync();
        await Postgres.DisposeAsync();
        Directory.Delete(data, recursive: true);
    }
}

/// <summary>An agent whose calls belong to somebody.</summary>
public sealed record LinkedAgent(string AgentId, string Tenant);
