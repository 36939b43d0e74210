using Switchhook.Contracts;

namespace Switchhook.App.Platform;

public static class Retell
{
    /// <summary>With a key, the real Retell; with none, in Development, the sandbox that this very process serves.</summary>
    public static RetellSettings Settings(IConfiguration configuration, string publicUrl, bool sandboxOffered)
    {
        var webhook = publicUrl.TrimEnd('/') + "/api/retell/webhook";
        var key = configuration.Given("Retell:ApiKey");
        var address = configuration.Given("Retell:BaseUrl")?.TrimEnd('/');
        if (key is not null)
        {
            address ??= "https://api.retellai.com";
            return new(address, key, configuration.Given("Retell:WebhookKey") ?? key, webhook, address.EndsWith("/sandbox/retell", StringComparison.Ordinal))
            {
                PreviousWebhookKey = configuration.Given("Retell:PreviousWebhookKey"),
            };
        }
        if (!sandboxOffered)
            throw new CannotStart("No Retell API key: set Retell__ApiKey (and Retell__WebhookKey, the key with the webhook badge), or Sandbox__Enabled=true to try without an account.");
        return new(address ?? publicUrl.TrimEnd('/') + "/sandbox/retell", "sandbox", "sandbox", webhook, true);
    }
}
