using Switchhook.Agents;
using Switchhook.Agents.Versions;

namespace Switchhook.Scenarios;

/// <summary>An owner's agent as the pages read it.</summary>
public static class AgentReading
{
    public static async Task<AgentDetails> AgentOfAsync(this AppFixture house, BrowserSession owner)
    {
        await using var session = house.Reading(await house.TenantOfAsync(owner));
        return (await session.NewestAgentAsync())!;
    }

    public static async Task<IReadOnlyList<Revision>> RevisionsOfAsync(this AppFixture house, BrowserSession owner)
    {
        await using var session = house.Reading(await house.TenantOfAsync(owner));
        return await session.RevisionsAsync((await session.NewestAgentAsync())!.AgentId);
    }

    /// <summary>Waits until the newest version is done with, one way or the other.</summary>
    public static async Task<Revision> SettledAsync(this AppFixture house, BrowserSession owner, int revision)
    {
        Revision? newest = null;
        await AppFixture.Eventually(async () => (newest = (await house.RevisionsOfAsync(owner)).LastOrDefault(x => x.Number == revision)) is { State: not (RevisionState.Publishing or RevisionState.Waiting) },
            $"version {revision} is done with");
        return newest!;
    }
}
