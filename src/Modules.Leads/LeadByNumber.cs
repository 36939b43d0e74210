using JasperFx;

namespace Switchhook.Leads;

/// <summary>The newest lead of a caller, by E.164 number. Its revision lets one of two simultaneous calls win.</summary>
public record LeadByNumber(string Id, string Lead) : IRevisioned
{
    public int Version { get; set; }
}
