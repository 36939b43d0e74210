using Microsoft.Extensions.DependencyInjection.Extensions;
using Switchhook.RetellSandbox.Control;
using Switchhook.RetellSandbox.FaultInjection;

namespace Switchhook.RetellSandbox;

public static class SandboxSetup
{
    public const string Retell = "/sandbox/retell";

    public static IHostApplicationBuilder AddSandbox(this IHostApplicationBuilder builder, SandboxSettings settings)
    {
        builder.Services.AddSingleton(settings);
        if (!settings.Enabled)
            return builder;

        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<Workspaces>();
        builder.Services.AddSingleton<UrlSigner>();
        builder.Services.AddSingleton<CallPlayer>();
        builder.Services.AddHostedService(services => services.GetRequiredService<CallPlayer>());
        builder.Services.AddSingleton<WebhookPoster>();
        builder.Services.AddSingleton<InboundWebhook>();
        builder.Services.AddSingleton<Operations>();
        builder.Services.AddSingleton<LateEffects>();
        builder.Services.AddHostedService(services => services.GetRequiredService<LateEffects>());
        return builder;
    }

    public static IEndpointRouteBuilder MapSandbox(this IEndpointRouteBuilder app)
    {
        var settings = app.ServiceProvider.GetRequiredService<SandboxSettings>();
        if (!settings.Enabled)
            return app;

        var services = app.ServiceProvider;
        if (!services.GetRequiredService<IHostEnvironment>().IsDevelopment())
            services
                .GetRequiredService<IHostApplicationLifetime>()
                .ApplicationStarted.Register(() =>
                    services
                        .GetRequiredService<ILoggerFactory>()
                        .CreateLogger(typeof(SandboxSetup))
                        .LogWarning(
                            "The sandbox is enabled (Sandbox__Enabled): calls are simulated, and anyone who has its key can "
                                + "create and delete its data"
                        )
                );
        var retell = app.MapGroup(Retell).AllowAnonymous().DisableAntiforgery();
        LlmEndpoints.Map(retell);
        AgentEndpoints.Map(retell);
        VersionEndpoints.Map(retell);
        NumberEndpoints.Map(retell);
        Voices.Map(retell);
        CallEndpoints.Map(retell);
        WebCallEndpoints.Map(retell);
        PlayCallEndpoint.Map(retell);
        RecordingEndpoint.Map(retell);
        AccountEndpoints.Map(retell);
        if (settings.Control)
            ControlEndpoints.Map(app.MapGroup("/sandbox/control").AllowAnonymous().DisableAntiforgery());
        return app;
    }
}
