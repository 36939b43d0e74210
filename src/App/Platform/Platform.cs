using Switchhook.App.Platform.Api;
using Switchhook.App.Platform.Postgres;
using Switchhook.App.Platform.Rebuilding;
using Switchhook.App.Platform.Recognition;
using Switchhook.Contracts;

namespace Switchhook.App.Platform;

/// <summary>What every module stands on, in the order in which it starts.</summary>
public static class Platform
{
    public static void AddPlatform(this WebApplicationBuilder builder, string[] args)
    {
        var configuration = builder.Configuration;
        var port = configuration.Given("PORT") ?? "5080";
        var publicUrl = PublicUrl(configuration.Given("PUBLIC_URL") ?? $"http://localhost:{port}");
        // Images of .NET set HTTP_PORTS: who names a PORT means it.
        if (configuration.Given("urls") is null && (configuration.Given("PORT") is not null || configuration.Given("HTTP_PORTS") is null))
            builder.WebHost.UseUrls(builder.Environment.IsDevelopment() ? $"http://localhost:{port}" : $"http://*:{port}");
        builder.WebHost.ConfigureKestrel(server => server.AddServerHeader = false);

        var sandbox = configuration.GetValue("Sandbox:Enabled", builder.Environment.IsDevelopment());
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddScoped(services => ReadersZone.Of(services.GetRequiredService<IHttpContextAccessor>().HttpContext));
        builder.Services.AddSingleton(new PublicAddress(publicUrl));
        builder.Services.AddSingleton(Retell.Settings(configuration, publicUrl, sandbox));
        builder.Services.AddSingleton(new Prices(
            configuration.GetValue("Prices:NumberPerMonth", 2.00m), configuration.GetValue("Prices:PerMinute", 0.13m)));

        var data = DataFolder.Find(configuration, builder.Environment.ContentRootPath);
        builder.Services.AddSingleton(data);
        var databases = Databases.Configured(configuration) ?? new Databases(Embedded(builder, data, args), configuration);
        builder.Services.AddSingleton<DrillMode>().AddSingleton<IOutsideWork>(provider => provider.GetRequiredService<DrillMode>());
        builder.Services.AddHostedService<Schema>();
        builder.Services.AddSingleton<Live>();
        builder.AddStore(databases);
        builder.Services.AddHostedService(provider => provider.GetRequiredService<Live>());
        builder.Services.AddSingleton<CatchUp>().AddHostedService(provider => provider.GetRequiredService<CatchUp>());

        builder.AddTelemetry();
        builder.Services.AddHealthChecks().AddCheck<Health>("database");
        builder.Services.AddProblemDetails();
        // Pages only, and over TLS too: no other site can make a signed-in browser ask for one unseen (cookies are SameSite=Lax),
        // and the form token in them is another at each answer, so that lengths betray nothing.
        builder.Services.AddResponseCompression(options => (options.MimeTypes, options.EnableForHttps) = (["text/html"], true));

        builder.Services.AddScoped<Tenancy>();
        builder.Services.AddRazorPages()
            .AddMvcOptions(options =>
            {
                options.Filters.AddService<Tenancy>();
                options.Filters.Add<Refusals>();
            });
        builder.AddSignIn(publicUrl);
        builder.AddApi();
        builder.Services.AddAuthorization();
        builder.Services.AddRouting(options => options.LowercaseUrls = true);
    }

    static string PublicUrl(string text) => Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" ? text.TrimEnd('/')
        : throw new CannotStart($"PUBLIC_URL is '{text}': it should be the address at which people and Retell reach this site, such as https://calls.example.com.");

    /// <summary>A server of our own, for one site at a time. Writing code (`codegen write`) needs none.</summary>
    static string Embedded(WebApplicationBuilder builder, DataFolder data, string[] args)
    {
        if (args is ["codegen", ..]) return "Host=127.0.0.1;Username=nobody";
        if (args is [] or [['-', ..], ..]) builder.Services.AddSingleton(data.Claim());
        var server = EmbeddedPostgres.StartAsync(data, builder.Environment.ContentRootPath).GetAwaiter().GetResult();
        builder.Services.AddSingleton(server).AddHostedService<Keeper>();
        return server.ConnectionString;
    }

    public static void UsePlatform(this WebApplication app)
    {
        app.UseProxies();
        app.UseWhen(IsForMachines, machines => machines.UseExceptionHandler());
        app.UseWhen(context => !IsForMachines(context), people =>
        {
            people.UseExceptionHandler("/error");
            people.UseStatusCodePagesWithReExecute("/status/{0}");
        });
        app.UseApiProblems();
        // Here the webhook is answered: what follows is for those who show pages, or ask who somebody is.
        app.UseRouting();
        app.UseHeaders();
        app.UseResponseCompression();
        app.UsePrivatePages();
        app.UseSignIn();
        app.UseAuthorization();
        app.UseApiRequests();
        Live.UseMarks(app);
        app.MapStaticAssets();
        app.MapRazorPages().WithStaticAssets();
        Live.Map(app);
        Health.Map(app);
        app.MapApiDocument();
    }

    /// <summary>Machines get problem details, people get pages.</summary>
    static bool IsForMachines(HttpContext context) => Array.Exists(Machines, prefix => context.Request.Path.StartsWithSegments(prefix));

    static readonly PathString[] Machines = ["/api", "/sandbox", "/health", "/metrics", "/live", "/openapi"];
}
