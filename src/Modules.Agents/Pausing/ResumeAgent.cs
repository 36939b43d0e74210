using Switchhook.Agents.Versions;
using Switchhook.Contracts;
using Wolverine;
using Wolverine.Persistence.EventSourcing;

namespace Switchhook.Agents.Pausing;

public record ResumeAgent(Guid AgentId) : PersonalData
{
    public string Stream => Agent.StreamOf(AgentId);
}

public static class ResumeAgentHandler
{
    public static (EventsToAppend, OutgoingMessages) Handle(ResumeAgent command, [WriteModel(nameof(ResumeAgent.Stream))] Agent? agent)
    {
        var now = EditableAgent.Of(agent);
        return now.RequestedRouting == CallRouting.Open
            ? ([], [])
            : ([new ResumeRequested()], UpdateNumberBinding.UnlessPending(now.IsRoutingPending, now, paused: false));
    }
}
