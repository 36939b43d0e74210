using System.ComponentModel;
using System.Globalization;

namespace Switchhook.Agents.Api;

/// <summary>An agent as programs see it.</summary>
public record AgentView(
    Guid Id,
    string Name,
    [property: Description("What it should do, in the owner's words.")] string Description,
    [property: Description("retell")] string ProviderType,
    [property: Description(
        "setting_up, live, pausing, paused, resuming, needs_attention, failed, deleting, deleted, disconnecting or disconnected."
    )]
        string Status,
    [property: Description("E.164; null until it is bought.")] string? PhoneNumber,
    [property: Description("The first words. Empty: the agent waits for the caller to speak, or opens in its own words.")] string Greeting,
    string VoiceId,
    string VoiceName,
    [property: Description("As it was asked for; null for any.")] string? AreaCode,
    [property: Description("A call ends after this.")] int MaxCallMinutes,
    [property: Description("E.164; where calls go while the agent is paused. Null: nowhere.")] string? FallbackNumber,
    [property: Description("E.164; where calls go when all lines are busy or Retell has an outage. Null: nowhere.")] string? BackupNumber,
    [property: Description("Whether Retell has not confirmed the backup number yet.")] bool BackupNumberPending,
    [property: Description("Counts the versions of what its owner decides, from 1. Also the ETag.")] int Revision,
    [property: Description("Whether callers do not hear the newest version yet.")] bool Publishing,
    [property: Description(
        "Why callers do not hear the newest version, why it could not be paused or resumed, " + "or why Retell refused the backup number."
    )]
        string? Problem,
    [property: Description("Retell's number of a version made in its dashboard, which callers hear instead. Null when there is none.")]
        int? ChangedAtRetell,
    string? RetellAgentId,
    DateTimeOffset CreatedAt,
    IReadOnlyList<StepView> Steps,
    FailureView? Failure,
    [property: Description("Of an agent that was made in Retell's dashboard; else null.")] ConnectionView? Connection
)
{
    public static AgentView Of(AgentDetails agent) =>
        new(
            agent.AgentId,
            agent.Name,
            agent.Brief,
            "retell",
            Wire(agent.Status),
            agent.Number,
            agent.Greeting,
            agent.VoiceId,
            agent.VoiceName,
            agent.AreaCode?.ToString(CultureInfo.InvariantCulture),
            agent.MaxCallMinutes,
            agent.FallbackNumber,
            agent.BackupNumber,
            agent.IsSettingBackupNumber,
            agent.Revision,
            agent.IsPublishing,
            agent.EditFailure?.Sentence ?? agent.NotSwitched?.Sentence ?? agent.BackupNumberNotSet?.Sentence,
            agent.Foreign?.RetellVersion,
            agent.RetellAgentId,
            agent.RequestedAt,
            agent.Connection is { } connected
                ? ConnectionView.Steps(connected)
                :
                [
                    Step(ProvisioningStage.Prompt, agent.PromptWrittenAt),
                    Step(ProvisioningStage.Agent, agent.CreatedAt),
                    Step(ProvisioningStage.Publishing, agent.PublishedAt),
                    Step(ProvisioningStage.Number, agent.ProvisionedAt),
                ],
            agent.Failure is { } failure
                    ? new(Wire(failure.Step.ToString()), failure.Sentence, agent.CompensatedAt is not null, agent.Undone)
                : agent.Connection?.Refusal is { } refusal ? new(Wire(refusal.Step.ToString()), refusal.Sentence, true, [])
                : null,
            agent.Connection is { } connection ? ConnectionView.Of(connection) : null
        );

    static StepView Step(ProvisioningStage step, DateTimeOffset? doneAt) => new(Wire(step.ToString()), doneAt);

    public static string Wire(string words) => words.Replace(' ', '_').ToLowerInvariant();
}

public record StepView(
    [property: Description(
        "prompt, agent, publishing and number, in this order; of a connected agent key, agent, number, approval, webhook and "
            + "first_event, as far as they are needed."
    )]
        string Step,
    [property: Description("Null while it is still to be done.")] DateTimeOffset? DoneAt
);

public record FailureView(
    [property: Description("The step that failed.")] string Step,
    [property: Description("A sentence for the owner.")] string Message,
    [property: Description("Whether all that had been made is undone: then nothing was paid and a new agent can be created.")] bool Undone,
    IReadOnlyList<string> WhatWasUndone
);
