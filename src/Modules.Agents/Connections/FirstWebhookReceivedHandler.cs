using Marten;
using Switchhook.Contracts;
using Wolverine;
using Wolverine.Attributes;
using Wolverine.Runtime.Handlers;

namespace Switchhook.Agents;

/// <summary>The first delivery proves that the address and the key are right.</summary>
[WolverineHandler]
public static class HearAgent
{
    public static void Configure(HandlerChain chain) => Connector.Outlast(chain);

    public static async Task<OutgoingMessages> Handle(AgentHeard heard, IDocumentSession session, CancellationToken stop) =>
        (await session.LoadAsync<AgentSlot>(AgentSlot.Only, stop))?.AgentId is { } agentId
            ? await Connector.RecordAsync(Agent.StreamOf(agentId), session, _ => true, agent => Connecting.Heard(agent, heard.RetellAgentId), stop)
            : [];
}
