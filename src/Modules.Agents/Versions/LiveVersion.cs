using Switchhook.Agents.Retell;

namespace Switchhook.Agents.Versions;

/// <summary>What callers hear, as Retell has it, and whose it is.</summary>
/// <param name="Number">Retell's number of the published version that answers.</param>
/// <param name="Ours">A version of ours that nobody knew to be published.</param>
/// <param name="Foreign">What was made in Retell's dashboard.</param>
public sealed record LiveVersion(IReadOnlyList<RetellVersionRow> Versions, int Number, Revision? Ours, RetellVersion? Foreign)
{
    public static async Task<LiveVersion> Of(Agent agent, RetellVersions retell, CancellationToken stop)
    {
        var versions = await retell.List(agent.RetellAgentId!, stop);
        var heard = versions.Where(x => x.IsPublished).Select(x => x.Version).DefaultIfEmpty(-1).Max();
        if (heard < 0)
            throw new RetellRefusal(System.Net.HttpStatusCode.NotFound, "The agent has no published version.", mayHaveHappened: false);
        var known = agent.Revisions.Live()?.RetellVersion;
        if (heard == known)
            return new(versions, heard, null, null);

        var there = await retell.Read(agent.RetellAgentId!, heard, stop);
        if (MatchingRevision(agent, there) is { } ours)
            return new(versions, heard, ours, null);
        // Somebody may have published what changes nothing that is ours to say.
        var same =
            versions.Any(x => x.Version == known)
            && there.HasSameContentAs(await retell.Read(agent.RetellAgentId!, known!.Value, stop), agent);
        return new(versions, heard, null, same ? null : there);
    }

    /// <summary>A revision that was published although the answer to us was lost.</summary>
    public static Revision? MatchingRevision(Agent agent, RetellVersion there) =>
        agent.Revisions.LastOrDefault(x => x.PublishedAt is null && there.Matches(x.Settings, agent));
}
