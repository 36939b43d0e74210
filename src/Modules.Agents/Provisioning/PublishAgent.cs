using Switchhook.Agents.Retell;
using Switchhook.Contracts;
using Wolverine;
using Wolverine.Attributes;
using Wolverine.Persistence.EventSourcing;
using Wolverine.Runtime.Handlers;

namespace Switchhook.Agents.Provisioning;

/// <summary>Publishing twice is publishing once, so an unclear answer is simply asked for again.</summary>
public record PublishAgent(Guid AgentId, int Attempt = 1) : PersonalData
{
    public string Stream => Agent.StreamOf(AgentId);
}

public static class PublishAgentHandler
{
    const int Attempts = 4;

    public static void Configure(HandlerChain chain) => ProvisioningRules.RetryWhileUnavailable(chain);

    [MessageTimeout(180)]
    public static async Task<(EventsToAppend, OutgoingMessages)> Handle(
        PublishAgent step,
        [WriteModel(nameof(PublishAgent.Stream))] Agent? agent,
        RetellAgents retell,
        ProvisioningSettings rules,
        CancellationToken stop
    )
    {
        if (agent?.Awaits != ProvisioningStage.Publishing)
            return ([], []);
        try
        {
            var before = await retell.GetAgent(agent!.RetellAgentId!, stop);
            if (!before.IsPublished)
                await retell.Publish(before.AgentId, before.Version, stop);
            return ([new AgentPublished(before.Version)], [new BuyNumber(step.AgentId)]);
        }
        catch (RetellRefusal unclear) when (unclear.MayHaveHappened && step.Attempt < Attempts)
        {
            var again = new OutgoingMessages();
            again.Delay(step with { Attempt = step.Attempt + 1 }, rules.LookupInterval / 4);
            return ([new StepUnclear(ProvisioningStage.Publishing, step.Attempt, unclear.Message)], again);
        }
        catch (RetellRefusal refusal)
        {
            var (failed, next) = ProvisioningRules.Failed(ProvisioningStage.Publishing, agent!, refusal);
            return ([failed], next);
        }
    }
}
