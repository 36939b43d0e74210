using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Switchhook.App.Hosting.Configuration;

namespace Switchhook.App.Hosting;

/// <summary>
/// /metrics for Prometheus. Outside Development only for who bears Metrics__Token, and without one for nobody: how many calls
/// come in is business, and behind a proxy every address looks like our own.
/// </summary>
public static class MetricsEndpoint
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var token = app.ServiceProvider.GetRequiredService<IOptions<MetricsOptions>>().Value.Token;
        if (token is null && !app.ServiceProvider.GetRequiredService<IHostEnvironment>().IsDevelopment())
            return;

        var metrics = app.MapPrometheusScrapingEndpoint("/metrics");
        if (token is null)
            return;
        var bearer = Hash("Bearer " + token);
        metrics.Add(endpoint =>
        {
            var scrape = endpoint.RequestDelegate!;
            endpoint.RequestDelegate = http =>
            {
                if (CryptographicOperations.FixedTimeEquals(Hash(http.Request.Headers.Authorization.ToString()), bearer))
                    return scrape(http);
                http.Response.StatusCode = StatusCodes.Status401Unauthorized;
                http.Response.Headers.WWWAuthenticate = "Bearer";
                return Task.CompletedTask;
            };
        });
    }

    // Hashes have one length: comparing them tells nothing about the token's.
    static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
