using System.Security.Cryptography;
using System.Text;
using JasperFx;

namespace Switchhook.Leads;

/// <summary>The newest lead of a caller. Its revision lets one of two simultaneous calls win.</summary>
/// <param name="Id">Stands for the E.164 number, and not in the clear: keys are named in errors, and errors are logged.</param>
public record LeadByNumber(string Id, string Lead) : IRevisioned
{
    public int Version { get; set; }

    public static string Of(string number) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(number)));
}
