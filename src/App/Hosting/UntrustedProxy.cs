using System.Net;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Switchhook.BuildingBlocks;
using Switchhook.Contracts;

namespace Switchhook.App.Hosting;

/// <summary>
/// PUBLIC_URL is https, and a page was asked for over http: a proxy ends TLS and its word for that is not taken. Cookies and forms cannot
/// work then, so the page says it, and so do the log and /health/ready.
/// </summary>
public sealed class UntrustedProxy(PublicAddress address, TimeProvider time, ILogger<UntrustedProxy> log) : IHealthCheck
{
    static readonly TimeSpan SayAgain = TimeSpan.FromMinutes(5),
        Remembered = TimeSpan.FromMinutes(10);

    readonly bool isSecure = address.Url.StartsWith("https:", StringComparison.OrdinalIgnoreCase);
    readonly Lock gate = new();
    (DateTimeOffset At, string Proxy)? seen;
    DateTimeOffset said = DateTimeOffset.MinValue;

    public static void Use(IApplicationBuilder app) =>
        app.Use((http, next) => http.RequestServices.GetRequiredService<UntrustedProxy>().Refuses(http) ? Task.CompletedTask : next(http));

    bool Refuses(HttpContext http)
    {
        if (!isSecure || http.Request.IsHttps || IsAsset(http.Request.Path))
            return false;
        // Somebody in between says that it was https on the way to them.
        var isForwarded =
            http.Request.Headers["X-Forwarded-Proto"].ToString().Contains("https", StringComparison.OrdinalIgnoreCase)
            || http.Request.Headers.ContainsKey("Forwarded");
        if (isForwarded)
            Record(http.Connection.RemoteIpAddress);
        // As https from here on: the page that says so has forms and cookies too.
        http.Request.Scheme = Uri.UriSchemeHttps;
        http.SetStatusPage(
            StatusCodes.Status400BadRequest,
            "This page needs https",
            isForwarded
                ? $"Switchhook is set up for {address.Url}, but it does not trust the proxy that this request came through. The "
                    + $"operator of this site can set Proxies__Trusted to the proxy's address."
                : $"This request came over http. Open {address.Url} instead."
        );
        return true;
    }

    void Record(IPAddress? proxy)
    {
        var (now, name) = (
            time.GetUtcNow(),
            proxy is { IsIPv4MappedToIPv6: true } ? proxy.MapToIPv4().ToString() : proxy?.ToString() ?? "unknown"
        );
        lock (gate)
        {
            seen = (now, name);
            if (now - said < SayAgain)
                return;
            said = now;
        }
        log.LogWarning(
            "PUBLIC_URL is https, but requests come over http from {Proxy}, whose X-Forwarded-Proto is not trusted: set "
                + "Proxies__Trusted to its address. Until then no page works",
            name
        );
    }

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        lock (gate)
            return Task.FromResult(
                seen is not var (at, proxy) || time.GetUtcNow() - at > Remembered
                    ? HealthCheckResult.Healthy()
                    : HealthCheckResult.Degraded($"Pages do not work through the proxy at {proxy}: set Proxies__Trusted to its address.")
            );
    }

    static bool IsAsset(PathString path) => path.StartsWithSegments("/lib");
}
