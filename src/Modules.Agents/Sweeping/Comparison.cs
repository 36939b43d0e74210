namespace Switchhook.Agents;

/// <summary>Inventory against ledger.</summary>
public sealed record Comparison(IReadOnlyList<(Holding Kind, string Id, Guid AgentId)> Orphans, IReadOnlyList<(string Tenant, Guid AgentId, Holding Kind, string Id)> Lost)
{
    /// <param name="before">The ledger before the inventory was taken.</param>
    /// <param name="after">And after it, by agent.</param>
    public static Comparison Of(
        string mark, IReadOnlyList<Ledger.Entry> before, IReadOnlyList<(Holding Kind, string Id, string? Tag)> inventory, IReadOnlyDictionary<Guid, Ledger.Entry> after)
    {
        var moving = before.Where(x => x.IsMoving).Select(x => x.AgentId).Concat(after.Values.Where(x => x.IsMoving).Select(x => x.AgentId)).ToHashSet();
        var held = before.Concat(after.Values).SelectMany(x => x.Holds).ToHashSet();
        var there = inventory.Select(x => (x.Kind, x.Id)).ToHashSet();
        return new(
            [.. from thing in inventory
                let agentId = Tag.Read(thing.Tag, mark)
                where agentId is not null && !moving.Contains(agentId.Value) && !held.Contains((thing.Kind, thing.Id))
                select (thing.Kind, thing.Id, agentId.Value)],
            [.. from entry in before
                // What was made elsewhere may be in an account that the inventory does not show.
                where !entry.IsConnected && !moving.Contains(entry.AgentId) && after.ContainsKey(entry.AgentId)
                from hold in entry.Holds.Intersect(after[entry.AgentId].Holds)
                where !there.Contains(hold) && !entry.IsKnownLost(hold.Kind)
                select (entry.Tenant, entry.AgentId, hold.Kind, hold.Id)]);
    }
}
