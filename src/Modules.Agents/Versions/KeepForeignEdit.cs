using Switchhook.Agents.Provisioning;
using Switchhook.Contracts;
using Wolverine;
using Wolverine.Persistence.EventSourcing;

namespace Switchhook.Agents.Versions;

/// <summary>What was made in Retell's dashboard becomes the agent's newest version. Callers hear it already.</summary>
public record KeepForeignEdit(Guid AgentId, int RetellVersion) : PersonalData
{
    public string Stream => Agent.StreamOf(AgentId);
}

public static class KeepForeignEditHandler
{
    public static (EventsToAppend, OutgoingMessages) Handle(
        KeepForeignEdit command,
        [WriteModel(nameof(KeepForeignEdit.Stream))] Agent? agent
    )
    {
        var now = EditableAgent.Of(agent);
        if (now.ForeignEdit is not { } foreign)
            return now.Newest.RetellVersion == command.RetellVersion
                ? ([], [])
                : throw new Refused("There is no change of Retell's dashboard to keep.");
        if (foreign.RetellVersion != command.RetellVersion)
            throw new Refused("The agent was changed in Retell's dashboard once more. Look at the newer change first.");
        if (now.Revisions.Publishing() is not null)
            throw new Refused("A version of yours is being published. Wait until that is done.");
        var kept = new ForeignEditKept(
            now.Newest.Number + 1,
            foreign.RetellVersion,
            foreign.Name,
            foreign.Brief,
            foreign.Greeting,
            foreign.VoiceId,
            foreign.VoiceName,
            foreign.MaxCallMinutes,
            foreign.IsWholePrompt,
            foreign.OpensInOwnWords
        );
        return ([kept], [.. now.Renamed(kept.Name)]);
    }
}
