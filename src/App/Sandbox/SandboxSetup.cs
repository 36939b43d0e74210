using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Switchhook.App.Sandbox;

public static class SandboxSetup
{
    public static IHostApplicationBuilder AddSandbox(this IHostApplicationBuilder builder)
    {
        var settings = SandboxSettings.From(builder.Configuration, builder.Environment);
        builder.Services.AddSingleton(settings);
        if (!settings.Enabled) return builder;

        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<Workspaces>();
        builder.Services.AddSingleton<UrlSeal>();
        builder.Services.AddSingleton<Play>();
        builder.Services.AddHostedService(services => services.GetRequiredService<Play>());
        builder.Services.AddSingleton<Delivery>();
        return builder;
    }

    public static IEndpointRouteBuilder MapSandbox(this IEndpointRouteBuilder app)
    {
        if (!app.ServiceProvider.GetRequiredService<SandboxSettings>().Enabled) return app;

        var retell = app.MapGroup("/sandbox/retell").AllowAnonymous().DisableAntiforgery();
        Llms.Map(retell);
        Agents.Map(retell);
        Versions.Map(retell);
        Numbers.Map(retell);
        Voices.Map(retell);
        Calls.Map(retell);
        Simulation.Map(retell);
        Recordings.Map(retell);
        Account.Map(retell);
        return app;
    }
}
