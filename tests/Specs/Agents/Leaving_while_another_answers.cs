using Shouldly;
using Switchhook.Agents;
using Switchhook.Agents.Connections;
using Switchhook.Contracts;
using Xunit;
using static Switchhook.Specs.Agents.GivenConnectedAgent;

namespace Switchhook.Specs.Agents;

public class Leaving_while_another_answers
{
    [Fact]
    public void lets_go_of_both()
    {
        var paused = After([
            .. Set,
            new TransferWanted(1, "+12125550132", "tag"),
            new TransferAgentCreated(1, "agent_sends_on", 0),
            new LostAtRetell(RetellResourceKind.Number),
            new DisconnectRequested(),
        ]);
        var left = ConnectionDecider.OnWebhookRead(paused, Version(6, "https://example.com/mine"), Ours);
        left.Next.OfType<AgentUnlinked>().ShouldBe([new(RetellId), new("agent_sends_on")]);
    }
}
