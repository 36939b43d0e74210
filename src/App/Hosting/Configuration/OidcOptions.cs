using Switchhook.BuildingBlocks.Options;

namespace Switchhook.App.Hosting.Configuration;

/// <summary>Whose tokens the API takes besides its own keys.</summary>
[OptionsSection("Oidc")]
public sealed class OidcOptions : ICheckedOptions
{
    [HttpAddress]
    public string? Issuer { get; set; }
    public string? Audience { get; set; }

    /// <summary>A file.</summary>
    public string? Keys { get; set; }

    public bool EmailsAreVerified { get; set; }

    public IEnumerable<string> Faults(bool isDevelopment)
    {
        if (Issuer is null && (Audience ?? Keys) is not null)
            yield return "Oidc__Audience or Oidc__Keys is set, but not Oidc__Issuer: set whose tokens are taken.";
        if (Issuer is not null && Audience is null)
            yield return "Oidc__Issuer is set, but not Oidc__Audience: say for whom its tokens must be made (for Supabase: authenticated).";
        if (!isDevelopment && Keys is null && Issuer is not null && Issuer.StartsWith("http:", StringComparison.OrdinalIgnoreCase))
            yield return $"Oidc__Issuer is '{Issuer}': its keys are fetched from there, which must be over https.";
    }
}
