using Switchhook.App.Platform.Api;
using Switchhook.App.Platform.Postgres;
using Switchhook.Contracts;

namespace Switchhook.App.Platform;

/// <summary>What every module stands on, in the order in which it starts.</summary>
public static class Platform
{
    public static void AddPlatform(this WebApplicationBuilder builder, string[] args)
    {
        var configuration = builder.Configuration;
        var port = configuration["PORT"] ?? "5080";
        var publicUrl = configuration["PUBLIC_URL"] ?? $"http://localhost:{port}";
        if (configuration["urls"] is null && configuration["HTTP_PORTS"] is null)
            builder.WebHost.UseUrls(builder.Environment.IsDevelopment() ? $"http://localhost:{port}" : $"http://*:{port}");

        var sandbox = configuration.GetValue("Sandbox:Enabled", builder.Environment.IsDevelopment());
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddSingleton(Retell.Settings(configuration, publicUrl, sandbox));
        builder.Services.AddSingleton(new Prices(
            configuration.GetValue("Prices:NumberPerMonth", 2.00m), configuration.GetValue("Prices:PerMinute", 0.13m)));

        var data = DataFolder.Find(configuration, builder.Environment.ContentRootPath);
        builder.Services.AddSingleton(data);
        var databases = new Databases(Connection(builder, data, args), configuration);
        builder.Services.AddHostedService<Schema>();
        builder.Services.AddSingleton<Live>();
        builder.AddStore(databases);
        builder.Services.AddHostedService(provider => provider.GetRequiredService<Live>());

        builder.AddTelemetry();
        builder.Services.AddHealthChecks().AddCheck<Health>("database");
        builder.Services.AddProblemDetails();

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

    /// <summary>The configured database, else our own server. Writing code (`codegen write`) needs none.</summary>
    static string Connection(WebApplicationBuilder builder, DataFolder data, string[] args)
    {
        if (builder.Configuration.GetConnectionString("Postgres") is { Length: > 0 } given) return given;
        if (args is ["codegen", ..]) return "Host=127.0.0.1;Username=nobody";
        var server = EmbeddedPostgres.StartAsync(data, builder.Environment.ContentRootPath).GetAwaiter().GetResult();
        return server.ConnectionString;
    }

    public static void UsePlatform(this WebApplication app)
    {
        app.UseHeaders();
        app.UseWhen(IsForMachines, machines => machines.UseExceptionHandler());
        app.UseWhen(context => !IsForMachines(context), people =>
        {
            people.UseExceptionHandler("/error");
            people.UseStatusCodePagesWithReExecute("/status/{0}");
        });
        app.UseApiProblems();
        app.UsePrivatePages();
        app.UseRouting();
        app.UseSignIn();
        app.UseAuthorization();
        app.UseApiRequests();
        app.MapStaticAssets();
        app.MapRazorPages().WithStaticAssets();
        Live.Map(app);
        Health.Map(app);
        app.MapApiDocument();
    }

    /// <summary>Machines get problem details, people get pages.</summary>
    static bool IsForMachines(HttpContext context) => Array.Exists(
        (string[])["/api", "/sandbox", "/health", "/metrics", "/live", "/openapi"], prefix => context.Request.Path.StartsWithSegments(prefix));
}
