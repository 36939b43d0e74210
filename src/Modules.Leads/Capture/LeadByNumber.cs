using System.Security.Cryptography;
using System.Text;
using JasperFx;
using Marten;

namespace Switchhook.Leads.Capture;

/// <summary>The newest lead of a caller. Its revision lets one of two simultaneous calls win.</summary>
/// <param name="Id">Stands for the E.164 number, and not in the clear: keys are named in errors, and errors are logged.</param>
public record LeadByNumber(string Id, string Lead) : IRevisioned
{
    public int Version { get; set; }

    public static string Of(string number) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(number)));

    /// <summary>Calls from these numbers join that lead from now on, where they would have joined the other.</summary>
    public static async Task ReassignAsync(
        IDocumentSession session,
        IReadOnlyList<string> numbers,
        string lead,
        string instead,
        CancellationToken stop
    )
    {
        foreach (var known in await session.LoadManyAsync<LeadByNumber>(stop, numbers.Select(Of)))
            if (known.Lead == instead)
                session.UpdateRevision(new LeadByNumber(known.Id, lead), known.Version + 1);
    }
}
