using Switchhook.Contracts;
using Wolverine;
using Wolverine.Attributes;
using Wolverine.Persistence.EventSourcing;
using Wolverine.Runtime.Handlers;

namespace Switchhook.Agents;

public record CreateAtRetell(Guid AgentId) : Discreet
{
    public string Stream => Agent.StreamOf(AgentId);
}

public static class CreateAtRetellHandler
{
    public static void Configure(HandlerChain chain) => SetUp.OutlastTheDatabase(chain);

    [MessageTimeout(180)]
    public static Task<(EventsToAppend, OutgoingMessages)> Handle(
        CreateAtRetell step, [WriteModel(nameof(CreateAtRetell.Stream))] Agent? agent,
        RetellAgents retell, RetellSettings settings, CallLimits limits, CancellationToken stop) =>
        SetUp.Step(SetUpStep.Agent, agent, async asked =>
        {
            var made = await retell.FindAgent(asked.Tag, stop) is { } id
                ? await retell.GetAgent(id, stop)
                : await retell.CreateAgent(RetellAgent.For(asked, settings.WebhookUrl, limits), stop);
            // Linked before it has a number: no call can come before Calls knows whose it is.
            return ([new AgentCreated(made.AgentId, made.Version)], [new AgentLinked(made.AgentId, asked.Name), new PublishAgent(step.AgentId)]);
        });
}
