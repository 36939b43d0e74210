using System.Security.Cryptography;

namespace Switchhook.Admin.Accounts;

/// <summary>A new security stamp ends every session of its account, and every link that was mailed to it, with the next request.</summary>
public static class SecurityStampRenewal
{
    public static string New() => RandomNumberGenerator.GetHexString(32);
}
