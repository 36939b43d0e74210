using System.Globalization;
using Switchhook.RetellSandbox;

namespace Switchhook.Chaos;

/// <summary>What the ledger at Retell says of each intent, beside what we believe.</summary>
public sealed record ProvisioningReport(
    int Faults,
    int Intents,
    int Purchases,
    int Agents,
    int Orphans,
    int Stuck,
    decimal Wasted,
    IReadOnlyList<string> Objections
)
{
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"faults {Faults}, intents {Intents}, purchases {Purchases}, agents {Agents}, orphans {Orphans}, stuck {Stuck}, wasted "
                + $"${Wasted:0.00}"
        );

    public static async Task<ProvisioningReport> OfAsync(
        ChaosEnvironment environment,
        IReadOnlyList<(Guid AgentId, string Plan)> intents,
        int faults
    )
    {
        var believed = (
            await environment.QueryAsync(
                "select (data ->> 'AgentId')::uuid, data ->> 'Status', data ->> 'Number', data ->> 'RetellAgentId', data ->> "
                    + "'LlmId' from agents.mt_doc_agentdetails",
                row =>
                    (
                        AgentId: row.GetGuid(0),
                        Status: row.GetString(1),
                        Ids: Enumerable.Range(2, 3).Where(x => !row.IsDBNull(x)).Select(row.GetString).ToHashSet()
                    )
            )
        ).ToDictionary(x => x.AgentId);
        var objections = new List<string>();
        var (purchases, agents, orphans, stuck, wasted) = (0, 0, 0, 0, 0m);
        foreach (var (agentId, plan) in intents)
        {
            var entries = environment.Retell.Entries.Where(x => Is(x, agentId)).ToList();
            var held = environment.Retell.Held.Where(x => Is(x, agentId)).ToList();
            var (bought, made) = (entries.Count(x => x.Action == "bought"), entries.Count(x => x is { Action: "created", What: "agent" }));
            var status = believed.TryGetValue(agentId, out var ours) ? ours.Status : "never asked for";
            var lost = held.Where(x => ours.Ids?.Contains(x.Id) != true).ToList();
            var complete =
                status == "Live" && held.Select(x => x.What).Order(StringComparer.Ordinal).SequenceEqual(["agent", "llm", "number"]);
            var compensated = status == "Failed" && held.Count == 0;
            var waste = entries.Sum(x => x.Price) - held.Where(x => complete && x.What == "number").Sum(x => x.Price);
            (purchases, agents, orphans, wasted) = (purchases + bought, agents + made, orphans + lost.Count, wasted + waste);
            if (!complete && !compensated)
                stuck++;
            if (bought > 1 || made > 1 || lost.Count > 0 || waste > 0 || (!complete && !compensated))
                objections.Add(
                    $"{plan}: {status}, bought {bought}, agents {made}, not held by us: "
                        + $"{string.Join(' ', lost.Select(x => x.What))}, wasted {waste}"
                );
        }
        return new(faults, intents.Count, purchases, agents, orphans, stuck, wasted, objections);
    }

    static bool Is(LedgerEntry entry, Guid agentId) => entry.Tag.Contains($"{agentId:D}", StringComparison.Ordinal);
}
