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

        var databases = new Databases(configuration.GetConnectionString("Postgres")!, configuration);
        builder.Services.AddHostedService<Schema>();
        builder.Services.AddSingleton<Live>();
        builder.AddStore(databases);
        builder.Services.AddHostedService(provider => provider.GetRequiredService<Live>());

        builder.Services.AddScoped<Tenancy>();
        builder.Services.AddRazorPages()
            .AddMvcOptions(options =>
            {
                options.Filters.AddService<Tenancy>();
                options.Filters.Add<Refusals>();
            });
        builder.Services.AddAuthorization();
        builder.Services.AddRouting(options => options.LowercaseUrls = true);
    }

    public static void UsePlatform(this WebApplication app)
    {
        app.UseAuthorization();
        app.MapStaticAssets();
    }
}
