using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;
using Switchhook.App.Hosting.Configuration;
using Switchhook.BuildingBlocks;
using Switchhook.BuildingBlocks.Options;
using IPNetwork = System.Net.IPNetwork;

namespace Switchhook.App.Hosting;

/// <summary>Whose word is taken for where a request came from, and over what. Anybody else could write such a header too.</summary>
public static class TrustedProxies
{
    public const string Setting = "Proxies:Trusted";

    public static void AddProxies(this IHostApplicationBuilder builder)
    {
        builder.AddCheckedOptions<ProxiesOptions>();
        builder.Services.AddSingleton<UntrustedProxy>();
        builder.Services.AddHealthChecks().AddCheck<UntrustedProxy>("proxy");
    }

    public static void UseProxies(this WebApplication app)
    {
        if (app.Services.GetRequiredService<IOptions<ProxiesOptions>>().Value.Trusted is not { } given)
            return;
        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,
            ForwardLimit = null,
        };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var network in Read(given))
            options.KnownIPNetworks.Add(network);
        app.UseForwardedHeaders(options);
    }

    public static IReadOnlyList<IPNetwork> Read(string given) =>
        [.. given.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries).Select(Network)];

    static IPNetwork Network(string text) =>
        IPNetwork.TryParse(text, out var network) ? network
        : IPAddress.TryParse(text, out var address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
        : throw new StartupFailure(
            $"Proxies__Trusted names '{text}', which is no address and no network: write them like 10.0.0.5 or 172.16.0.0/12."
        );
}
