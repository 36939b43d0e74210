using Npgsql;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Switchhook.App.Platform;

/// <summary>Metrics at /metrics; traces too where OTEL_EXPORTER_OTLP_ENDPOINT names a collector. Neither holds what people said or who they are.</summary>
public static class Telemetry
{
    public static void AddTelemetry(this IHostApplicationBuilder builder)
    {
        if (!builder.Environment.IsDevelopment()) builder.Logging.ClearProviders().AddJsonConsole();

        var telemetry = builder.Services.AddOpenTelemetry()
            .WithMetrics(metrics => metrics
                .AddAspNetCoreInstrumentation()
                .AddHttpClientInstrumentation()
                .AddRuntimeInstrumentation()
                .AddMeter("Npgsql", "Marten", "Wolverine:*", "switchhook.*")
                // Wolverine counts by tenant too: that would tell who is here, in more series with every sign-up.
                .AddView(x => x.Meter.Name.StartsWith("Wolverine:", StringComparison.Ordinal) ? new() { TagKeys = ["message_type", "message_destination", "exception_type"] } : null)
                .AddPrometheusExporter());

        if (builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is not { Length: > 0 }) return;
        telemetry.WithTracing(traces => traces
            .AddSource("Wolverine", "Marten")
            .AddAspNetCoreInstrumentation(x => x.Filter = request => !request.Request.Path.StartsWithSegments("/health"))
            // Retell's paths hold phone numbers: the host says enough.
            .AddHttpClientInstrumentation(x => x.EnrichWithHttpRequestMessage = (activity, request) =>
                activity.SetTag("url.full", request.RequestUri?.GetLeftPart(UriPartial.Authority)))
            .AddNpgsql()
            .AddOtlpExporter());
    }
}
