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
    // Two at once: whoever comes second decides again, and meets the first one's slot.
    public static void Configure(HandlerChain chain) => chain.OnException<DocumentAlreadyExistsException>().Or<ConcurrencyException>().RetryTimes(3);

    public static async Task<(AgentSlot?, IReadOnlyList<Voice>, InstallationMark)> LoadAsync(
        IDocumentSession session, Voices voices, Installation installation, CancellationToken stop) =>
        (await session.LoadAsync<AgentSlot>(AgentSlot.Only, stop), await voices.AllOrRefuse(stop), new(await installation.MarkAsync(stop)));

    public static (IMartenOp, EventsToAppend, OutgoingMessages) Handle(
        CreateAgent command, [WriteModel(nameof(CreateAgent.Stream))] Agent? agent,
        AgentSlot? slot, IReadOnlyList<Voice> voices, InstallationMark installation, SetUpRules rules, CallLimits limits, DateTimeOffset now)
    {
        if (agent is { IsCompensated: true })
            throw new Refused("This attempt was undone. Check the form and send it once more.");
        if (agent is not null) return (MartenOps.Nothing(), [], []);
        if (slot?.AgentId is not null)
            throw new Refused("You already have an agent. Each account has one: open it to change it.");
        if (slot?.NextAt(rules.CreationsPerHour, now) is { } next)
            throw new TooSoon($"{rules.CreationsPerHour} creations an hour are possible. The next one is in {Math.Ceiling((next - now).TotalMinutes):0} minutes.", next);

        var wish = AgentWish.Check(command, voices) with
        {
            Installation = installation.Mark, Greeting = Prompt.Greeting, MaxCallMinutes = limits.MaxCallMinutes,
        };
        return (
            slot is null ? MartenOps.Insert(AgentSlot.Free.Take(command.AgentId, now)) : MartenOps.Update(slot.Take(command.AgentId, now)),
            [wish],
            [new WritePrompt(command.AgentId), new AgentChanged($"{command.AgentId:D}", wish.Name, AgentStatus.SettingUp, null)]);
    }
}
