namespace Switchhook.BuildingBlocks;

/// <summary>Whose Retell key signed something: the platform's, or that of a tenant who connected an account of their own.</summary>
public sealed record Signer
{
    /// <summary>How the platform is stored. Tenants are UUIDs, so no tenant is called that.</summary>
    public const string PlatformName = "platform";

    public static readonly Signer Platform = new((string?)null);

    Signer(string? tenant) => Tenant = tenant;

    /// <summary>Null for the platform.</summary>
    public string? Tenant { get; }

    public bool IsPlatform => Tenant is null;

    public string Stored => Tenant ?? PlatformName;

    public static Signer Owner(string tenant) =>
        tenant is { Length: > 0 } and not PlatformName
            ? new(tenant)
            : throw new ArgumentException("An owner is named by the tenant.", nameof(tenant));

    /// <summary>Rows that were written before the platform was stored by name hold null for it.</summary>
    public static Signer Read(string? stored) => stored is null or PlatformName ? Platform : new(stored);
}
