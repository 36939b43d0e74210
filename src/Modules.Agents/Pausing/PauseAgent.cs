using Switchhook.Agents.Versions;
using Switchhook.Contracts;
using Wolverine;
using Wolverine.Persistence.EventSourcing;

namespace Switchhook.Agents.Pausing;

/// <param name="FallbackNumber">As people write it; empty: callers reach nobody.</param>
public record PauseAgent(Guid AgentId, string? FallbackNumber) : PersonalData
{
    public string Stream => Agent.StreamOf(AgentId);
}

public static class PauseAgentHandler
{
    public static (EventsToAppend, OutgoingMessages) Handle(
        PauseAgent command,
        [WriteModel(nameof(PauseAgent.Stream))] Agent? agent,
        AllowedCountries allowed
    )
    {
        var now = EditableAgent.Of(agent);
        var fallback = FallbackNumber.Check(command.FallbackNumber, now.Number, allowed);
        return now.RequestedRouting == CallRouting.Paused(fallback)
            ? ([], [])
            : ([new PauseRequested(fallback)], UpdateNumberBinding.UnlessPending(now.IsRoutingPending, now, paused: true));
    }
}
