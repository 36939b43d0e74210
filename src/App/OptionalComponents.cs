using Switchhook.App.Hosting.Configuration;
using Switchhook.App.SimulatedCalls;
using Switchhook.BuildingBlocks;
using Switchhook.BuildingBlocks.Options;
#if EMBEDDED_POSTGRES
using Switchhook.EmbeddedPostgres;
#endif
#if SANDBOX
using Switchhook.RetellSandbox;
#endif

namespace Switchhook.App;

/// <summary>
/// The sandbox and the embedded PostgreSQL are there for development and tests. A published build has them only where it was asked for with
/// -p:WithSandbox=true and -p:WithEmbeddedPostgres=true. Nothing outside this file refers to them.
/// </summary>
static class OptionalComponents
{
    public static void AddSandbox(this WebApplicationBuilder builder)
    {
        var (given, site) = (
            builder.Configuration.ReadOptions<SandboxOptions>(),
            builder.Configuration.ReadOptions<SiteOptions>().PublicUrl
        );
        var isDevelopment = builder.Environment.IsDevelopment();
        var isEnabled = given.Enabled ?? isDevelopment;
#if SANDBOX
        builder.AddSandbox(
            new SandboxSettings(isEnabled, given.Pace, given.Control ?? isDevelopment)
            {
                OnlySite = isDevelopment || site is null ? null : new(site),
            }
        );
        builder.Services.AddSingleton(new CallScenarios([.. Scenarios.All.Select(x => new CallScenario(x.Name, x.Title, x.Description))]));
#else
        if (given.Enabled == true)
            throw new StartupFailure("This build has no sandbox: publish it with -p:WithSandbox=true, or leave out Sandbox__Enabled.");
        builder.Services.AddSingleton(new CallScenarios([]));
#endif
    }

    public static void MapSandbox(this WebApplication app)
    {
#if SANDBOX
        SandboxSetup.MapSandbox(app);
#endif
    }

    /// <summary>Whether the sandbox answers at this address by itself when no key for Retell is configured.</summary>
    public static bool HasSandbox =>
#if SANDBOX
        true;
#else
        false;
#endif

    /// <summary>Creates DATA_DIR so that the embedded server's user can enter it.</summary>
    public static string CreateDataFolder(string folder) =>
#if EMBEDDED_POSTGRES
        ServerUser.CreateFolder(folder);
#else
        DataFolder.Private(folder);
#endif

    public static bool CanDatabaseEnter(string folder) =>
#if EMBEDDED_POSTGRES
        ServerUser.CanEnter(folder);
#else
        Directory.Exists(folder);
#endif

    /// <summary>Starts a server of our own, for one site at a time, and returns its connection string.</summary>
    public static string StartPostgres(WebApplicationBuilder builder, DataFolder data)
    {
#if EMBEDDED_POSTGRES
        var server = EmbeddedPostgresServer.StartAsync(data, builder.Environment.ContentRootPath).GetAwaiter().GetResult();
        builder.Services.AddSingleton(server).AddHostedService<PostgresWatchdog>();
        return server.ConnectionString;
#else
        throw new StartupFailure(
            "No database: set ConnectionStrings__Postgres. This build has no embedded PostgreSQL; publish it with "
                + "-p:WithEmbeddedPostgres=true to have one."
        );
#endif
    }
}
