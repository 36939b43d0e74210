using System.Net;
using Switchhook.BuildingBlocks.Options;

namespace Switchhook.App.Hosting.Configuration;

/// <summary>Estimates shown, in US dollars.</summary>
[OptionsSection("Prices")]
public sealed class PricesOptions
{
    [Between(0, 1000, "dollars")] public decimal NumberPerMonth { get; set; } = 2.00m;
    [Between(0, 1000, "dollars")] public decimal PerMinute { get; set; } = 0.13m;
}

[OptionsSection("Nodes")]
public sealed class NodesOptions
{
    /// <summary>True for each of several processes on one database.</summary>
    public bool Several { get; set; }
}

[OptionsSection("Metrics")]
public sealed class MetricsOptions
{
    /// <summary>Who bears it may scrape /metrics.</summary>
    [Matches("^[!-~]{16,}$", "at least 16 characters without blanks (openssl rand -hex 24)"), Secret]
    public string? Token { get; set; }
}

[OptionsSection("Proxies")]
public sealed class ProxiesOptions
{
    /// <summary>Whose X-Forwarded-For and X-Forwarded-Proto are believed.</summary>
    [Networks] public string? Trusted { get; set; }
}

[OptionsSection("SignUp")]
public sealed class SignUpOptions
{
    /// <summary>Who may create an account.</summary>
    [OneOf("open", "invitation", "approval")]
    public string Mode { get; set; } = "open";
}

[OptionsSection("Api")]
public sealed class ApiOptions
{
    /// <summary>Front ends of other origins that may call the API.</summary>
    [Origins] public string? Origins { get; set; }

    public IReadOnlyList<string> AllOrigins => Split(Origins);

    public static string[] Split(string? list) => (list ?? "").Split([',', ' '], StringSplitOptions.RemoveEmptyEntries);
}

sealed class NetworksAttribute : ShouldBeAttribute
{
    public override string Expected => "addresses and networks by commas, like 10.0.0.5 or 172.16.0.0/12, and never the whole internet";

    protected override bool Fits(object value) => Array.TrueForAll(ApiOptions.Split((string)value),
        x => IPNetwork.TryParse(x, out var network) ? network.PrefixLength > 0 : IPAddress.TryParse(x, out _));
}

sealed class OriginsAttribute : ShouldBeAttribute
{
    public override string Expected => "addresses by commas, like https://app.example.com, without a path";

    protected override bool Fits(object value) => Array.TrueForAll(ApiOptions.Split((string)value),
        x => Uri.TryCreate(x, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.GetLeftPart(UriPartial.Authority) == x.TrimEnd('/') && !x.EndsWith('/'));
}
