using Switchhook.Agents;
using Switchhook.Agents.Versions;

namespace Switchhook.Scenarios;

/// <summary>An owner's agent as the pages read it.</summary>
public static class AgentReading
{
    public static async Task<AgentDetails> AgentOfAsync(this AppFixture site, BrowserSession owner)
    {
        await using var session = site.Reading(await site.TenantOfAsync(owner));
        return (await session.NewestAgentAsync())!;
    }

    public static async Task<IReadOnlyList<Revision>> RevisionsOfAsync(this AppFixture site, BrowserSession owner)
    {
        await using var session = site.Reading(await site.TenantOfAsync(owner));
        return await session.RevisionsAsync((await session.NewestAgentAsync())!.AgentId);
    }

    /// <summary>Waits until the newest version is done with, one way or the other.</summary>
    public static async Task<Revision> SettledAsync(this AppFixture site, BrowserSession owner, int revision)
    {
        Revision? newest = null;
        await AppFixture.Eventually(
            async () =>
                (newest = (await site.RevisionsOfAsync(owner)).LastOrDefault(x => x.Number == revision))
                    is { State: not (RevisionState.Publishing or RevisionState.Waiting) },
            $"version {revision} is done with"
        );
        return newest!;
    }
}
