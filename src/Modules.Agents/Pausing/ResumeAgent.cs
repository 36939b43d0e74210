using Switchhook.Contracts;
using Wolverine;
using Wolverine.Persistence.EventSourcing;

namespace Switchhook.Agents;

public record ResumeAgent(Guid AgentId) : Discreet
{
    public string Stream => Agent.StreamOf(AgentId);
}

public static class ResumeAgentHandler
{
    public static (EventsToAppend, OutgoingMessages) Handle(ResumeAgent command, [WriteModel(nameof(ResumeAgent.Stream))] Agent? agent)
    {
        var now = Editable.Of(agent);
        return now.Wanted == Line.Open ? ([], []) : ([new ResumeRequested()], SwitchLine.Unless(now.IsSwitching, now, paused: false));
    }
}
