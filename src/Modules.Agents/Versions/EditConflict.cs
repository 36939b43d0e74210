using Switchhook.Contracts;

namespace Switchhook.Agents.Versions;

/// <summary>Somebody saved another version since the form was opened; nothing was overwritten.</summary>
public sealed class EditConflict(int seen, IReadOnlyList<Revision> all) : Refused(Sentence(seen, all))
{
    public IReadOnlyList<Revision> Since => [.. all.Where(x => x.Number > seen)];

    static string Sentence(int seen, IReadOnlyList<Revision> all)
    {
        var was = all.FirstOrDefault(x => x.Number == seen);
        if (was is null)
            return "This agent has no such version. Load it again.";
        var fields = Difference.Between(was.Settings, all[^1].Settings).Select(x => x.Label.ToLowerInvariant());
        return $"Version {all[^1].Number} was saved meanwhile ({string.Join(", ", fields)}). Nothing was overwritten: compare, then "
            + $"save again.";
    }
}

/// <summary>The owner has not said yet what becomes of a version that was made in Retell's dashboard.</summary>
public sealed class ForeignEditUnresolved()
    : Refused("The agent was changed in Retell's dashboard. Say first whether that stays or is replaced.");
