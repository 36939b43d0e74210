namespace Switchhook.BuildingBlocks;

/// <summary>The roles of the site's database, also as keys of the services that use them.</summary>
public static class DatabaseRole
{
    /// <summary>Owns the tables; used at start only.</summary>
    public const string Owner = "owner";

    /// <summary>Message handlers: reads and writes every tenant.</summary>
    public const string Worker = "worker";

    /// <summary>Pages: reads one tenant.</summary>
    public const string Web = "web";

    /// <summary>Pages of admins and auditors: reads every tenant.</summary>
    public const string Audit = "audit";

    /// <summary>Sign-in: reads and writes accounts.</summary>
    public const string Accounts = "accounts";
}
