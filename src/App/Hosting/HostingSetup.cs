using Switchhook.App.Hosting.Api;
using Switchhook.App.Hosting.Configuration;
using Switchhook.App.Hosting.Database;
using Switchhook.App.Hosting.InstallationIdentity;
using Switchhook.App.LiveUpdates;
using Switchhook.App.ProjectionRebuild;
using Switchhook.BuildingBlocks;
using Switchhook.BuildingBlocks.Options;
using Switchhook.Contracts;

namespace Switchhook.App.Hosting;

/// <summary>What every module stands on, in the order in which it starts.</summary>
public static class HostingSetup
{
    public static void AddHosting(this WebApplicationBuilder builder, string[] args)
    {
        var configuration = builder.Configuration;
        var site = builder.AddCheckedOptions<SiteOptions>();
        var port = site.Port ?? 5080;
        var publicUrl = site.PublicUrl?.TrimEnd('/') ?? $"http://localhost:{port}";
        // Images of .NET set HTTP_PORTS: who names a PORT means it.
        if (configuration.Given("urls") is null && (site.Port is not null || configuration.Given("HTTP_PORTS") is null))
            builder.WebHost.UseUrls(builder.Environment.IsDevelopment() ? $"http://localhost:{port}" : $"http://*:{port}");
        builder.WebHost.ConfigureKestrel(server => server.AddServerHeader = false);

        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddScoped(services => ReaderTimeZone.Of(services.GetRequiredService<IHttpContextAccessor>().HttpContext));
        builder.Services.AddSingleton(new PublicAddress(publicUrl));
        var prices = builder.AddCheckedOptions<PricesOptions>();
        builder.Services.AddSingleton(new Prices(prices.NumberPerMonth, prices.PerMinute));

        var data = DataFolderLocation.Find(configuration, builder.Environment.ContentRootPath);
        builder.Services.AddSingleton(data);
        builder.Services.AddSingleton(RetellConfiguration.Settings(builder, publicUrl, data));
        var databases = Databases.Configured(configuration) ?? new Databases(Embedded(builder, data, args), configuration);
        builder.Services.AddSingleton<DrillMode>().AddSingleton<IExternalChanges>(provider => provider.GetRequiredService<DrillMode>());
        builder.AddCheckedOptions<ConnectionStringsOptions>();
        builder.AddCheckedOptions<PostgresOptions>();
        builder.Services.AddHostedService<Schema>();
        builder.Services.AddSingleton<DataFolderIdentity>().AddSingleton<InstallationCheck>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<InstallationCheck>());
        builder.Services.AddHostedService<Switchhook.Agents.Reconciliation.WorkspaceCheck>();
        builder.Services.AddHostedService<KeyRingCheck>();
        builder.Services.AddSingleton<LiveUpdateStream>();
        builder.AddMarten(databases);
        builder.AddWolverine();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<LiveUpdateStream>());
        builder.Services.AddSingleton<OutdatedRows>().AddHostedService(provider => provider.GetRequiredService<OutdatedRows>());
        builder.Services.AddSingleton<UpgradeFailureRetry>().AddSingleton<UpgradeRepair>().AddSingleton<ReadModelState>();
        builder.Services.AddSingleton<RebuildOnStartup>().AddHostedService(provider => provider.GetRequiredService<RebuildOnStartup>());

        builder.AddTelemetry();
        builder.AddCheckedOptions<MetricsOptions>();
        builder.Services.AddHealthChecks().AddCheck<DatabaseHealth>("database").AddCheck<DrillHealth>("drill");
        builder.AddProxies();
        builder.Services.AddProblemDetails();
        // Pages only, and over TLS too: no other site can make a signed-in browser ask for one unseen (cookies are SameSite=Lax),
        // and the form token in them is another at each answer, so that lengths betray nothing.
        builder.Services.AddResponseCompression(options => (options.MimeTypes, options.EnableForHttps) = (["text/html"], true));

        builder.Services.AddScoped<TenancyFilter>();
        builder
            .Services.AddRazorPages()
            .AddMvcOptions(options =>
            {
                options.Filters.AddService<TenancyFilter>();
                options.Filters.Add<RefusalFilter>();
                options.Filters.Add<UnknownHandlerFilter>();
                options.Filters.Add<NulCharacterFilter>();
            });
        builder.AddSignIn(publicUrl);
        builder.AddApi();
        builder.Services.AddAuthorization();
        builder.Services.AddRouting(options => options.LowercaseUrls = true);
    }

    /// <summary>A server of our own, for one site at a time. Writing code (`codegen write`) needs none.</summary>
    static string Embedded(WebApplicationBuilder builder, DataFolder data, string[] args)
    {
        if (args is ["codegen", ..])
            return "Host=127.0.0.1;Username=nobody";
        if (args is [] or [['-', ..], ..])
            builder.Services.AddSingleton(data.Claim());
        return OptionalComponents.StartPostgres(builder, data);
    }

    public static void UseHosting(this WebApplication app)
    {
        app.UseProxies();
        app.UseWhen(IsForMachines, machines => machines.UseExceptionHandler());
        app.UseWhen(
            context => !IsForMachines(context),
            people =>
            {
                people.UseExceptionHandler("/error");
                people.UseStatusCodePagesWithReExecute("/status/{0}");
            }
        );
        app.UseApiProblems();
        app.UseWhen(context => !IsForMachines(context), UntrustedProxy.Use);
        app.Use(NulCharacterFilter.RefuseAsync);
        // Here the webhook is answered: what follows is for those who show pages, or ask who somebody is.
        app.UseRouting();
        app.UseHeaders();
        app.UseResponseCompression();
        app.UsePrivatePages();
        app.UseSignIn();
        app.UseAuthorization();
        app.UseApiRequests();
        LiveUpdateStream.UsePositions(app);
        app.MapStaticAssets();
        app.MapRazorPages().WithStaticAssets();
        LiveUpdateStream.Map(app);
        DatabaseHealth.Map(app);
        app.MapApiDocument();
    }

    /// <summary>Machines get problem details, people get pages.</summary>
    static bool IsForMachines(HttpContext context) => Array.Exists(Machines, prefix => context.Request.Path.StartsWithSegments(prefix));

    static readonly PathString[] Machines = ["/api", "/sandbox", "/health", "/metrics", "/live", "/openapi"];
}
