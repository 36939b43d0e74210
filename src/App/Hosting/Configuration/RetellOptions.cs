using Switchhook.BuildingBlocks.Options;

namespace Switchhook.App.Hosting.Configuration;

[OptionsSection("Retell")]
public sealed class RetellOptions : ICheckedOptions
{
    const string Key = "^[!-~]+$",
        KeyWords = "a key without blanks, as Retell's dashboard shows it";

    [Matches(Key, KeyWords), Secret]
    public string? ApiKey { get; set; }

    [Matches(Key, KeyWords), Secret]
    public string? WebhookKey { get; set; }

    /// <summary>The webhook key before, while it is being replaced: both are taken.</summary>
    [Matches(Key, KeyWords), Secret]
    public string? PreviousWebhookKey { get; set; }

    [HttpAddress]
    public string? BaseUrl { get; set; }

    /// <summary>From where recordings may be fetched.</summary>
    [Matches("^[A-Za-z0-9.-]+$", "a host name such as recordings.example.com")]
    public string[]? RecordingHosts { get; set; }

    public IEnumerable<string> Faults(bool isDevelopment)
    {
        if (ApiKey is null && (WebhookKey ?? PreviousWebhookKey) is not null)
            yield return "Retell__WebhookKey is set, but not Retell__ApiKey: set both.";
        if (!isDevelopment && BaseUrl is not null && new Uri(BaseUrl) is { Scheme: "http", IsLoopback: false })
            yield return $"Retell__BaseUrl is '{BaseUrl}': over http anybody on the way could read the key. Use https.";
    }
}
