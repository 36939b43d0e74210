using Marten;
using Switchhook.Agents.Reconciliation;
using Switchhook.Agents.Retell;
using Switchhook.Contracts;
using Wolverine;
using Wolverine.Attributes;
using Wolverine.Persistence.EventSourcing;
using Wolverine.Runtime.Handlers;

namespace Switchhook.Agents.Provisioning.Compensation;

public record ReleaseNumber(Guid AgentId) : PersonalData
{
    public string Stream => Agent.StreamOf(AgentId);
}

public static class ReleaseNumberHandler
{
    public static void Configure(HandlerChain chain) => ProvisioningRules.RetryWhileUnavailable(chain);

    [MessageTimeout(180)]
    public static async Task<(EventsToAppend, OutgoingMessages)> Handle(
        ReleaseNumber step,
        [WriteModel(nameof(ReleaseNumber.Stream))] Agent? agent,
        IDocumentSession session,
        RetellAgents retell,
        HeldResources resources,
        CancellationToken stop
    )
    {
        if (agent is not { IsBeingUndone: true })
            return ([], []);
        var number = agent.Number;
        if (number is null && agent.MayExistAtRetell(ProvisioningStage.Number))
            number = (await retell.FindNumber(agent.Tag, stop))?.PhoneNumber;
        if (number is null)
            return ([], [new RemoveAgent(step.AgentId)]);

        if (!await resources.IsHeldByAnotherAsync(RetellResourceKind.Number, number, session.TenantId, step.AgentId, stop))
            await retell.Remove(RetellResourceKind.Number, number, stop);
        return ([new PhoneReleased(number)], [new RemoveAgent(step.AgentId)]);
    }
}
