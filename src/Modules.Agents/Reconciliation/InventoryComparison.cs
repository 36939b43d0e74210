namespace Switchhook.Agents.Reconciliation;

/// <summary>Inventory against ledger.</summary>
/// <param name="Held">How many agents of ours hold something that the inventory should show.</param>
/// <param name="FindsAny">Whether the inventory shows anything that we hold.</param>
public sealed record InventoryComparison(
    IReadOnlyList<FoundOrphan> Orphans,
    IReadOnlyList<MissingResource> Lost,
    IReadOnlyList<MissingResource> FoundAgain,
    int Held,
    bool FindsAny
)
{
    /// <summary>That many do not vanish by themselves: the key is probably another workspace's.</summary>
    public bool LooksLikeAnotherWorkspace => Held > 0 && (!FindsAny || (LostAgents >= 3 && LostAgents * 2 >= Held));

    public int LostAgents => Lost.Select(x => (x.Tenant, x.AgentId)).Distinct().Count();

    /// <param name="before">The ledger before the inventory was taken.</param>
    /// <param name="after">And after it.</param>
    public static InventoryComparison Of(
        InstallationMark marks,
        IReadOnlyList<HeldResources.HeldAgent> before,
        IReadOnlyList<(RetellResourceKind Kind, string Id, string? Tag)> inventory,
        IReadOnlyList<HeldResources.HeldAgent> after
    )
    {
        var moving = before.Concat(after).Where(x => x.IsMoving).Select(x => (x.Tenant, x.AgentId)).ToHashSet();
        var ours = before.Concat(after).ToList();
        var held = ours.SelectMany(x => x.Holds).ToHashSet();
        var there = inventory.Select(x => (x.Kind, x.Id)).ToHashSet();
        var later = after.ToLookup(x => (x.Tenant, x.AgentId));
        // What was made elsewhere may be in an account that the inventory does not show.
        var shown = before.Where(x => !x.IsConnected && !moving.Contains((x.Tenant, x.AgentId))).ToList();
        var both = shown
            .SelectMany(entry =>
                later[(entry.Tenant, entry.AgentId)]
                    .Take(1)
                    .SelectMany(x => entry.Holds.Intersect(x.Holds))
                    .Select(hold => (Entry: entry, Hold: hold))
            )
            .ToList();
        return new(
            [
                .. inventory
                    .Where(x => !held.Contains((x.Kind, x.Id)) && !ours.Any(entry => entry.HasUseFor(x.Kind, x.Id)))
                    .SelectMany(x => Orphaned(marks, x, IsMoving)),
            ],
            [
                .. both.Where(x => !there.Contains(x.Hold) && !x.Entry.IsKnownLost(x.Hold.Kind))
                    .Select(x => new MissingResource(x.Entry.Tenant, x.Entry.AgentId, x.Hold.Kind, x.Hold.Id)),
            ],
            [
                .. both.Where(x => there.Contains(x.Hold) && x.Entry.IsKnownLost(x.Hold.Kind))
                    .Select(x => new MissingResource(x.Entry.Tenant, x.Entry.AgentId, x.Hold.Kind, x.Hold.Id)),
            ],
            both.Select(x => (x.Entry.Tenant, x.Entry.AgentId)).Distinct().Count(),
            both.Any(x => there.Contains(x.Hold))
        );

        bool IsMoving(ParsedTag tag) => moving.Any(x => x.AgentId == tag.AgentId && (tag.Tenant is null || tag.Tenant == x.Tenant));
    }

    static IEnumerable<FoundOrphan> Orphaned(
        InstallationMark marks,
        (RetellResourceKind Kind, string Id, string? Tag) thing,
        Func<ParsedTag, bool> isMoving
    )
    {
        foreach (var mark in (string[])[marks.Mark, .. marks.Former])
            if (Tag.Read(thing.Tag, mark) is { } tag)
                return isMoving(tag) ? [] : [new(thing.Kind, thing.Id, tag.AgentId, tag.Tenant, mark != marks.Mark)];
        return [];
    }
}

/// <param name="IsFormer">It bears a mark from before this site was moved or restored.</param>
public sealed record FoundOrphan(RetellResourceKind Kind, string Id, Guid AgentId, string? Tenant, bool IsFormer);

public sealed record MissingResource(string Tenant, Guid AgentId, RetellResourceKind Kind, string Id);
