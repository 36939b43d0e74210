using Switchhook.Contracts;
using Wolverine;
using Wolverine.Attributes;
using Wolverine.Persistence.EventSourcing;
using Wolverine.Runtime.Handlers;

namespace Switchhook.Agents;

public record PublishAgent(Guid AgentId) : Discreet
{
    public string Stream => Agent.StreamOf(AgentId);
}

public static class PublishAgentHandler
{
    public static void Configure(HandlerChain chain) => SetUp.OutlastTheDatabase(chain);

    [MessageTimeout(180)]
    public static Task<(EventsToAppend, OutgoingMessages)> Handle(
        PublishAgent step, [WriteModel(nameof(PublishAgent.Stream))] Agent? agent, RetellAgents retell, CancellationToken stop) =>
        SetUp.Step(SetUpStep.Publishing, agent, async asked =>
        {
            var before = await retell.GetAgent(asked.RetellAgentId!, stop);
            if (!before.IsPublished) await retell.Publish(before.AgentId, before.Version, stop);
            return ([new AgentPublished(before.Version)], [new BuyNumber(step.AgentId)]);
        });
}
