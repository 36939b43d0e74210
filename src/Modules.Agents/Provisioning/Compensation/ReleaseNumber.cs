using Marten;
using Switchhook.Contracts;
using Wolverine;
using Wolverine.Attributes;
using Wolverine.Persistence.EventSourcing;
using Wolverine.Runtime.Handlers;

namespace Switchhook.Agents;

public record ReleaseNumber(Guid AgentId) : Discreet
{
    public string Stream => Agent.StreamOf(AgentId);
}

public static class ReleaseNumberHandler
{
    public static void Configure(HandlerChain chain) => SetUp.Outlast(chain);

    [MessageTimeout(180)]
    public static async Task<(EventsToAppend, OutgoingMessages)> Handle(
        ReleaseNumber step, [WriteModel(nameof(ReleaseNumber.Stream))] Agent? agent, IDocumentSession session, RetellAgents retell, Ledger ledger,
        CancellationToken stop)
    {
        if (agent is not { IsBeingUndone: true }) return ([], []);
        var number = agent.Number;
        if (number is null && agent.MayHaveLeft(SetUpStep.Number)) number = (await retell.FindNumber(agent.Tag, stop))?.PhoneNumber;
        if (number is null) return ([], [new RemoveAgent(step.AgentId)]);

        if (!await ledger.IsHeldByAnotherAsync(Holding.Number, number, session.TenantId, step.AgentId, stop)) await retell.Remove(Holding.Number, number, stop);
        return ([new PhoneReleased(number)], [new RemoveAgent(step.AgentId)]);
    }
}
