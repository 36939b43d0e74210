using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Switchhook.Contracts;

namespace Switchhook.Agents.Connections;

/// <summary>Seals an owner's Retell key for one tenant and this one field: moved to another, the ciphertext opens nothing.</summary>
public sealed class RetellKeyProtector(IDataProtectionProvider protection, RetellSettings platform)
{
    /// <summary>Null when no key was given, or the platform's own: then the agent is in the platform's account.</summary>
    public ProtectedKey? Protect(string tenant, string? key)
    {
        if (key?.Trim() is not { Length: > 0 } given || IsPlatforms(given))
            return null;
        return new(For(tenant).Protect(given), given.Length >= ProtectedKey.ShortestToName ? given[^4..] : "");
    }

    public string Unprotect(string tenant, string ciphertext) => For(tenant).Unprotect(ciphertext);

    public bool CanUnprotect(string tenant, string ciphertext)
    {
        try
        {
            return Unprotect(tenant, ciphertext).Length > 0;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    IDataProtector For(string tenant) => protection.CreateProtector("agents", tenant, "retell-api-key");

    bool IsPlatforms(string key) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(platform.ApiKey));
}
