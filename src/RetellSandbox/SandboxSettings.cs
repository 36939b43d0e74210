namespace Switchhook.RetellSandbox;

/// <param name="Pace">A factor on waiting times: 1 plays calls like real ones, 0.02 suits tests.</param>
/// <param name="Control">Whether this machine may tell the sandbox to fail and read its ledger.</param>
public record SandboxSettings(bool Enabled, double Pace, bool Control)
{
    /// <summary>
    /// The one site that webhooks are posted to: anybody may use a public sandbox, and it must not be sent to other addresses. Null for
    /// any.
    /// </summary>
    public Uri? OnlySite { get; init; }

    public bool MayPostTo(string url) =>
        OnlySite is null
        || (
            Uri.TryCreate(url, UriKind.Absolute, out var target)
            && target.GetLeftPart(UriPartial.Authority) == OnlySite.GetLeftPart(UriPartial.Authority)
        );

    public TimeSpan Paced(double seconds) => TimeSpan.FromSeconds(seconds * Pace);
}
