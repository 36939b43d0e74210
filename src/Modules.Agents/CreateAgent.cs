using JasperFx;
using Marten;
using Switchhook.Contracts;
using Wolverine;
using Wolverine.ErrorHandling;
using Wolverine.Marten;
using Wolverine.Persistence.EventSourcing;
using Wolverine.Runtime.Handlers;

namespace Switchhook.Agents;

/// <param name="AgentId">Chosen by the form: sent twice, it is the same wish.</param>
/// <param name="AreaCode">Three digits, or empty for any US number.</param>
public record CreateAgent(Guid AgentId, string Name, string Brief, string VoiceId, string? AreaCode) : Discreet
{
    public string Stream => Agent.StreamOf(AgentId);
}

public static class CreateAgentHandler
{
    // Two at once: the loser of the insert decides again and meets the winner's slot.
    public static void Configure(HandlerChain chain) => chain.OnException<DocumentAlreadyExistsException>().RetryTimes(2);

    public static async Task<(AgentSlot?, IReadOnlyList<Voice>)> LoadAsync(IQuerySession session, Voices voices, CancellationToken stop) =>
        (await session.LoadAsync<AgentSlot>(AgentSlot.Only, stop), await voices.All(stop));

    public static (IMartenOp, EventsToAppend, OutgoingMessages) Handle(
        CreateAgent command, [WriteModel(nameof(CreateAgent.Stream))] Agent? agent, AgentSlot? slot, IReadOnlyList<Voice> voices)
    {
        if (agent is { IsCompensated: true })
            throw new Refused("This attempt was undone. Check the form and send it once more.");
        if (agent is not null) return (MartenOps.Nothing(), [], []);
        if (slot is not null)
            throw new Refused("You already have an agent. Each account has one: open it to change it.");

        var wish = AgentWish.Check(command, voices);
        return (
            MartenOps.Insert(new AgentSlot(command.AgentId)),
            [wish],
            [new WritePrompt(command.AgentId), new AgentChanged($"{command.AgentId:D}", wish.Name, AgentStatus.SettingUp, null)]);
    }
}
