using System.Security.Cryptography;
using System.Text;

namespace Switchhook.BuildingBlocks;

/// <summary>
/// The id of something that is made once for each wish, made on the server from its kind, its tenant and what tells one wish of that tenant
/// from another: a form's nonce or a request's intent. The same wish is the same thing, and no tenant can name another's.
/// </summary>
public static class DeterministicId
{
    public static Guid Of(string kind, string tenant, Guid nonce)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{kind} {tenant} {nonce:D}"))[..16];
        // RFC 9562: version 8, made of what its maker likes.
        hash[6] = (byte)((hash[6] & 0x0f) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3f) | 0x80);
        return new Guid(hash, bigEndian: true);
    }
}
