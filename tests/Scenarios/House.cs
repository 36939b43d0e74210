using Alba;
using Marten;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Shouldly;
using Switchhook.App.Platform;
using Switchhook.Scenarios;
using Xunit;

[assembly: AssemblyFixture(typeof(House))]

namespace Switchhook.Scenarios;

/// <summary>The whole product, once for all scenarios: real PostgreSQL, real pages, the sandbox over a real socket. Every scenario brings its own people.</summary>
public sealed class House : IAsyncLifetime
{
    public const string AdminEmail = "admin@example.com", AdminPassword = "the first admin's password";

    readonly string data = Directory.CreateTempSubdirectory("switchhook-scenarios-").FullName;
    TestDatabase database = null!;
    Wire wire = null!;

    public IAlbaHost Host { get; private set; } = null!;
    public string MailFolder => Path.Combine(data, "mail");
    public T Get<T>() where T : notnull => Host.Services.GetRequiredService<T>();
    public NpgsqlDataSource Database(string role) => Host.Services.GetRequiredKeyedService<NpgsqlDataSource>(role);
    public IQuerySession Reading(string tenant) => Host.Services.GetRequiredKeyedService<IDocumentStore>(Databases.Web).QuerySession(tenant);

    public async ValueTask InitializeAsync()
    {
        database = await TestDatabase.CreateAsync();
        wire = await Wire.OpenAsync();
        Host = await AlbaHost.For<Program>(web =>
        {
            web.UseSetting("ConnectionStrings:Postgres", database.ConnectionString);
            web.UseSetting("DATA_DIR", data);
            web.UseSetting("PUBLIC_URL", wire.Address);
            web.UseSetting("Sandbox:Pace", "0.02");
            web.UseSetting("BOOTSTRAP_ADMIN_EMAIL", AdminEmail);
            web.UseSetting("BOOTSTRAP_ADMIN_PASSWORD", AdminPassword);
            web.ConfigureLogging(logging => logging.SetMinimumLevel(LogLevel.Warning));
        });
        wire.LeadTo(Host.Server.CreateHandler());
    }

    public Visitor Stranger() => new(Host.Server.CreateHandler(), wire.Address);

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await wire.DisposeAsync();
        await database.DisposeAsync();
        Directory.Delete(data, recursive: true);
    }
}
