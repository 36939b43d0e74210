using Npgsql;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using Switchhook.App.Hosting.Configuration;
using Switchhook.BuildingBlocks.Options;

namespace Switchhook.App.Hosting;

/// <summary>
/// Metrics at /metrics; traces too where OTEL_EXPORTER_OTLP_ENDPOINT names a collector. Neither holds what people said or who they are.
/// </summary>
public static class TelemetrySetup
{
    public static void AddTelemetry(this IHostApplicationBuilder builder)
    {
        if (!builder.Environment.IsDevelopment())
            builder
                .Logging.ClearProviders()
                .AddJsonConsole(json => (json.TimestampFormat, json.UseUtcTimestamp) = ("yyyy-MM-ddTHH:mm:ss.fffZ", true));
        // Why a start failed is said once, by whoever catches it.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);

        var telemetry = builder
            .Services.AddOpenTelemetry()
            .WithMetrics(metrics =>
                metrics
                    .AddAspNetCoreInstrumentation()
                    .AddHttpClientInstrumentation()
                    .AddRuntimeInstrumentation()
                    .AddMeter("Npgsql", "Marten", "Wolverine:*", "switchhook.*")
                    // In Prometheus' names `_count` belongs to histograms.
                    .AddView("db.client.connection.count", "db.client.connections")
                    .AddView("dotnet.process.cpu.count", "dotnet.process.cpus")
                    .AddView("dotnet.assembly.count", "dotnet.assemblies")
                    .AddView("dotnet.timer.count", "dotnet.timers")
                    // Wolverine counts by tenant too: that would tell who is here, in more series with every sign-up.
                    .AddView(x =>
                        x.Meter.Name.StartsWith("Wolverine:", StringComparison.Ordinal)
                            ? new() { TagKeys = ["message_type", "message_destination", "exception_type"] }
                            : null
                    )
                    .AddPrometheusExporter()
            );

        if (builder.Configuration.ReadOptions<SiteOptions>().OpenTelemetryEndpoint is null)
            return;
        telemetry.WithTracing(traces =>
            traces
                .AddSource("Wolverine", "Marten")
                .AddAspNetCoreInstrumentation(x => x.Filter = request => !request.Request.Path.StartsWithSegments("/health"))
                // Retell's paths hold phone numbers: the host says enough.
                .AddHttpClientInstrumentation(x =>
                    x.EnrichWithHttpRequestMessage = (activity, request) =>
                        activity.SetTag("url.full", request.RequestUri?.GetLeftPart(UriPartial.Authority))
                )
                .AddNpgsql()
                .AddOtlpExporter()
        );
    }
}
