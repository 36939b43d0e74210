using System.Security.Cryptography;
using System.Text;
using Switchhook.App.Hosting.Configuration;
using Switchhook.BuildingBlocks;
using Switchhook.BuildingBlocks.Options;
using Switchhook.Contracts;

namespace Switchhook.App.Hosting;

public static class RetellConfiguration
{
    const string SandboxPath = "/sandbox/retell";

    /// <summary>With a key, the real Retell; with none, in Development, the sandbox that this very process serves.</summary>
    public static RetellSettings Settings(WebApplicationBuilder builder, string publicUrl, DataFolder data)
    {
        var (given, sandbox) = (builder.AddCheckedOptions<RetellOptions>(), builder.AddCheckedOptions<SandboxOptions>());
        var isDevelopment = builder.Environment.IsDevelopment();
        var webhook = publicUrl + "/api/retell/webhook";
        var address = given.BaseUrl?.TrimEnd('/');
        var isOffered = OptionalComponents.HasSandbox && (sandbox.Enabled ?? isDevelopment);
        if (given.ApiKey is { } key)
        {
            address ??= "https://api.retellai.com";
            var isSandbox = address.EndsWith(SandboxPath, StringComparison.Ordinal);
            if (isSandbox && isOffered && !isDevelopment && key.Length < SandboxOptions.ShortestKey)
                throw new StartupFailure(
                    "Retell__ApiKey opens this site's own sandbox to anybody who guesses it: give one of at least "
                        + $"{SandboxOptions.ShortestKey} characters, or none, so that one is made."
                );
            return new(address, key, given.WebhookKey ?? key, webhook, isSandbox) { PreviousWebhookKey = given.PreviousWebhookKey };
        }
        if (!isOffered)
            throw new StartupFailure(
                "No Retell API key: set Retell__ApiKey (and Retell__WebhookKey, the key with the webhook badge), or "
                    + "Sandbox__Enabled=true to try without an account."
            );
        var own = sandbox.Key ?? (isDevelopment ? "sandbox" : Kept(Path.Combine(data.Path, "sandbox.key")));
        return new(address ?? publicUrl + SandboxPath, own, own, webhook, true);
    }

    /// <summary>Whoever knows it can forge calls and delete what the sandbox has: it is made at random, once.</summary>
    static string Kept(string file)
    {
        if (File.Exists(file) && File.ReadAllText(file).Trim() is { Length: >= SandboxOptions.ShortestKey } kept)
            return kept;
        var made = "key_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));
        AtomicFile.Replace(file, Encoding.ASCII.GetBytes(made));
        return made;
    }
}
