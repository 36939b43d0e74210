using Switchhook.Agents.Provisioning;
using Switchhook.Agents.Voices;
using Switchhook.Contracts;
using Wolverine;
using Wolverine.Persistence.EventSourcing;

namespace Switchhook.Agents.Versions;

/// <param name="Revision">The version on which the form was opened.</param>
/// <param name="Replacing">Retell's number of the version made in its dashboard that the owner agrees to write over.</param>
/// <param name="IsWholePrompt">Null: as it is now.</param>
/// <param name="OpensInOwnWords">Without a greeting: the model writes its own first line, or waits. Null: as it is now.</param>
public record EditAgent(
    Guid AgentId,
    string Name,
    string Brief,
    string Greeting,
    string VoiceId,
    int MaxCallMinutes,
    string? Note,
    int Revision,
    int? Replacing = null,
    bool? IsWholePrompt = null,
    bool? OpensInOwnWords = null
) : PersonalData
{
    public string Stream => Agent.StreamOf(AgentId);
}

public static class EditAgentHandler
{
    public static Task<IReadOnlyList<Voice>> LoadAsync(VoiceCatalog voices, CancellationToken stop) => voices.AllOrRefuse(stop);

    public static (EventsToAppend, OutgoingMessages) Handle(
        EditAgent command,
        [WriteModel(nameof(EditAgent.Stream))] Agent? agent,
        IReadOnlyList<Voice> voices,
        CallLimits limits
    )
    {
        var now = EditableAgent.Of(agent);
        var wish = AgentInputRules.Check(command, now.Settings, voices, limits);
        var replaces = now.ForeignEdit is { } foreign && foreign.RetellVersion == command.Replacing ? command.Replacing : null;
        var changesNothing = wish == now.Settings && replaces is null;
        if (changesNothing && now.Newest.State is not RevisionState.Failed)
            return ([], []);
        if (command.Revision != now.Newest.Number)
            throw new EditConflict(command.Revision, now.Revisions);
        if (now.ForeignEdit is not null && replaces is null)
            throw new ForeignEditUnresolved();
        if (changesNothing)
            return EditRetry.Of(now);

        var edited = new AgentEdited(
            now.Newest.Number + 1,
            wish.Name,
            wish.Brief,
            wish.Greeting,
            wish.VoiceId,
            wish.VoiceName,
            wish.MaxCallMinutes,
            string.IsNullOrWhiteSpace(command.Note) ? null : command.Note.Trim(),
            wish.IsWholePrompt,
            replaces,
            wish.OpensInOwnWords
        );
        EventsToAppend events = now.Newest.State is RevisionState.Waiting ? [new EditSuperseded(now.Newest.Number), edited] : [edited];
        OutgoingMessages next = now.Revisions.Publishing() is null ? [new PublishEdit(command.AgentId, edited.Revision)] : [];
        next.AddRange(now.Renamed(wish.Name));
        return (events, next);
    }
}
