using System.Security.Cryptography;

namespace Switchhook.Admin;

/// <summary>A new security stamp ends every session of its account, and every link that was mailed to it, with the next request.</summary>
public static class Stamp
{
    public static string New() => RandomNumberGenerator.GetHexString(32);
}
