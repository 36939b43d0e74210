using Marten;
using Switchhook.Contracts;
using Wolverine;
using Wolverine.Attributes;
using Wolverine.Runtime.Handlers;

namespace Switchhook.Agents;

public record CreateAtRetell(Guid AgentId, int Attempt = 1, int Look = 0) : MakeAtRetell(AgentId, Attempt, Look);

public static class CreateAtRetellHandler
{
    public static void Configure(HandlerChain chain) => SetUp.Outlast(chain);

    [MessageTimeout(180)]
    public static Task<OutgoingMessages> Handle(
        CreateAtRetell step, IDocumentSession session, Maker maker, RetellAgents retell, RetellSettings settings, CancellationToken stop) =>
        maker.Make<RetellAgentMade>(SetUpStep.Agent, step, session, new(Holding.Agent,
            Make: agent => retell.CreateAgent(RetellAgent.For(agent, settings.WebhookUrl), stop),
            Find: agent => retell.FindAgent(agent.Tag, stop),
            Id: made => made.AgentId,
            Event: made => new AgentCreated(made.AgentId, made.Version),
            // Linked before it has a number: no call can come before Calls knows whose it is.
            Then: (agent, made) => [new AgentLinked(made.AgentId, agent.Name), new PublishAgent(agent.AgentId)]), stop);
}
