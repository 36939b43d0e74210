using Marten;
using Switchhook.BuildingBlocks.Input;
using Switchhook.Contracts;
using Wolverine.Attributes;

namespace Switchhook.Leads.Capture;

[StickyHandler("switchhook.leads.keepownlines")]
public static class BusinessNumbersAgentChangedHandler
{
    public static async Task Handle(AgentChanged agent, IDocumentSession session, CancellationToken stop)
    {
        var lines = await BusinessNumbers.ReadAsync(session, stop);
        string[] numbers =
        [
            .. new[] { agent.PhoneNumber, agent.FallbackNumber, agent.BackupNumber }.Select(PhoneNumber.LineOf).OfType<string>().Distinct(),
        ];
        if (lines.OfAgents.TryGetValue(agent.AgentId, out var known) ? known.SequenceEqual(numbers) : numbers.Length == 0)
            return;
        session.Store(
            lines with
            {
                OfAgents = new Dictionary<string, IReadOnlyList<string>>(lines.OfAgents) { [agent.AgentId] = numbers },
            }
        );
    }
}
