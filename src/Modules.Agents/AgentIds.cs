using System.Security.Cryptography;
using System.Text;

namespace Switchhook.Agents;

/// <summary>
/// The id of an agent, made on the server from its tenant and what tells one wish of that tenant from another: a form's nonce or a request's
/// intent. The same wish is the same agent, and no tenant can name another's.
/// </summary>
public static class AgentIds
{
    public static Guid Of(string tenant, Guid nonce)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"agent {tenant} {nonce:D}"))[..16];
        // RFC 9562: version 8, made of what its maker likes.
        hash[6] = (byte)((hash[6] & 0x0f) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3f) | 0x80);
        return new Guid(hash, bigEndian: true);
    }
}
