using JasperFx.Events;
using Switchhook.Agents.Connections;
using Switchhook.Agents.Versions;
using Switchhook.BuildingBlocks;
using Switchhook.BuildingBlocks.Input;

namespace Switchhook.Agents;

/// <summary>What the pages show of an agent.</summary>
public partial record AgentDetails(
    string Id,
    Guid AgentId,
    string Name,
    string Brief,
    string VoiceId,
    string VoiceName,
    int? AreaCode,
    DateTimeOffset RequestedAt
)
{
    public string Status { get; init; } = AgentStatus.SettingUp;
    public DateTimeOffset? PromptWrittenAt { get; init; }
    public DateTimeOffset? CreatedAt { get; init; }
    public DateTimeOffset? PublishedAt { get; init; }
    public DateTimeOffset? ProvisionedAt { get; init; }
    public string? RetellAgentId { get; init; }
    public int RetellVersion { get; init; }
    public string? Number { get; init; }
    public string? LlmId { get; init; }

    /// <summary>The step whose answer did not come; while it stands, Retell's lists are being searched.</summary>
    public ProvisioningStage? Unclear { get; init; }
    public IReadOnlyList<RetellResourceKind> Lost { get; init; } = [];
    public ProvisioningFailed? Failure { get; init; }
    public DateTimeOffset? FailedAt { get; init; }
    public IReadOnlyList<string> Undone { get; init; } = [];
    public DateTimeOffset? CompensatedAt { get; init; }

    /// <summary>The newest version, which callers hear once it is published.</summary>
    public int Revision { get; init; } = 1;
    public string Greeting { get; init; } = Prompt.Greeting;
    public bool? OpensInOwnWords { get; init; }
    public int MaxCallMinutes { get; init; } = CallLimits.DefaultMinutes;
    public bool IsWholePrompt { get; init; }
    public bool IsPublishing { get; init; }
    public EditFailed? EditFailure { get; init; }
    public ForeignEditNoticed? Foreign { get; init; }

    /// <summary>E.164; where callers go while the agent is paused.</summary>
    public string? FallbackNumber { get; init; }
    public bool IsPaused { get; init; }

    /// <summary>Ids at Retell of what was made to send callers on, until it is removed.</summary>
    public IReadOnlyList<TransferResource> Transfers { get; init; } = [];
    public NumberBindingFailed? NotSwitched { get; init; }

    /// <summary>E.164; where callers go when all lines are busy or Retell has an outage, as its owner wants it.</summary>
    public string? BackupNumber { get; init; }
    public string? BackupNumberAtRetell { get; init; }
    public bool IsSettingBackupNumber { get; init; }
    public BackupNumberNotSet? BackupNumberNotSet { get; init; }
    public DateTimeOffset? DeletedAt { get; init; }

    /// <summary>Null for an agent that was created here.</summary>
    public ConnectionDetails? Connection { get; init; }

    public string? ShownNumber() => Number is { } number ? PhoneNumber.Display(number) : null;

    public static AgentDetails Create(IEvent<AgentRequested> e) =>
        new(
            e.StreamKey!,
            Guid.Parse(e.StreamKey!.AsSpan(e.StreamKey!.IndexOf('/') + 1)),
            e.Data.Name,
            e.Data.Brief,
            e.Data.VoiceId,
            e.Data.VoiceName,
            e.Data.AreaCode,
            e.Timestamp
        )
        {
            Greeting = e.Data.Greeting ?? Prompt.Greeting,
            MaxCallMinutes = e.Data.MaxCallMinutes ?? CallLimits.DefaultMinutes,
        };

    public AgentDetails Apply(IEvent<PromptWritten> e) => this with { PromptWrittenAt = e.Timestamp, LlmId = e.Data.LlmId, Unclear = null };

    public AgentDetails Apply(IEvent<AgentCreated> e) =>
        this with
        {
            CreatedAt = e.Timestamp,
            RetellAgentId = e.Data.RetellAgentId,
            RetellVersion = e.Data.Version,
            Unclear = null,
        };

    public AgentDetails Apply(IEvent<AgentPublished> e) =>
        this with
        {
            PublishedAt = e.Timestamp,
            RetellVersion = e.Data.Version,
            Unclear = null,
        };

    public AgentDetails Apply(IEvent<PhoneProvisioned> e) =>
        this with
        {
            ProvisionedAt = e.Timestamp,
            Number = e.Data.Number,
            Status = AgentStatus.Live,
            Unclear = null,
        };

    public AgentDetails Apply(IEvent<ProvisioningFailed> e) =>
        this with
        {
            FailedAt = e.Timestamp,
            Failure = e.Data,
            Status = AgentStatus.NeedsAttention,
            Unclear = null,
        };

    public AgentDetails Apply(AreaCodeChosen e) =>
        this with
        {
            AreaCode = e.AreaCode,
            Failure = null,
            FailedAt = null,
            Status = AgentStatus.SettingUp,
        };

    public AgentDetails Apply(StepUnclear e) => this with { Unclear = e.Step };

    public AgentDetails Apply(LostAtRetell e) =>
        this with
        {
            Lost = [.. Lost.Except([e.Holding]), e.Holding],
            Status = AgentStatus.NeedsAttention,
        };

    public AgentDetails Apply(FoundAtRetell e)
    {
        IReadOnlyList<RetellResourceKind> still = [.. Lost.Except([e.Holding])];
        return this with
        {
            Lost = still,
            Status =
                still.Count > 0 || Failure is not null ? Status
                : IsPaused ? AgentStatus.Paused
                : AgentStatus.Live,
        };
    }

    public AgentDetails Apply(PhoneReleased _) =>
        this with
        {
            Number = null,
            BackupNumber = null,
            Undone = [.. Undone, "The number was given back."],
        };

    public AgentDetails Apply(AgentRemoved _) =>
        this with
        {
            RetellAgentId = null,
            Undone = [.. Undone, "The agent was removed from Retell."],
        };

    public AgentDetails Apply(PromptRemoved _) => this with { LlmId = null, Undone = [.. Undone, "The prompt was removed from Retell."] };

    public AgentDetails Apply(IEvent<ProvisioningCompensated> e) => this with { CompensatedAt = e.Timestamp, Status = AgentStatus.Failed };

    public AgentDetails Apply(AgentEdited e) =>
        WithSettings(AgentSettings.Of(e)) with
        {
            Revision = e.Revision,
            IsPublishing = true,
            EditFailure = null,
            NotSwitched = null,
        };

    public AgentDetails Apply(EditPublished e) =>
        this with
        {
            RetellVersion = e.RetellVersion,
            IsPublishing = IsPublishing && e.Revision != Revision,
            Foreign = null,
            EditFailure = e.Revision == Revision ? null : EditFailure,
        };

    public AgentDetails Apply(EditFailed e) => e.Revision == Revision ? this with { IsPublishing = false, EditFailure = e } : this;

    public AgentDetails Apply(EditRetried _) => this with { IsPublishing = true, EditFailure = null };

    public AgentDetails Apply(ForeignEditNoticed e) => this with { Foreign = e };

    public AgentDetails Apply(ForeignEditWithdrawn _) => this with { Foreign = null };

    public AgentDetails Apply(ForeignEditKept e) =>
        WithSettings(AgentSettings.Of(e)) with
        {
            Revision = e.Revision,
            RetellVersion = e.RetellVersion,
            Foreign = null,
            EditFailure = null,
        };

    public AgentDetails Apply(PauseRequested _) => this with { Status = IsPaused ? Status : AgentStatus.Pausing, NotSwitched = null };

    public AgentDetails Apply(ResumeRequested _) => this with { Status = AgentStatus.Resuming, NotSwitched = null };

    public AgentDetails Apply(AgentPaused e) =>
        this with
        {
            Status = AgentStatus.Paused,
            IsPaused = true,
            FallbackNumber = e.FallbackNumber,
        };

    public AgentDetails Apply(AgentResumed _) => this with { Status = AgentStatus.Live, IsPaused = false, FallbackNumber = null };

    public AgentDetails Apply(NumberBindingFailed e) =>
        this with
        {
            Status = IsPaused ? AgentStatus.Paused : AgentStatus.Live,
            NotSwitched = e,
        };

    public AgentDetails Apply(BackupNumberChosen e) =>
        this with
        {
            BackupNumber = e.Number,
            IsSettingBackupNumber = true,
            BackupNumberNotSet = null,
        };

    public AgentDetails Apply(BackupNumberSet e) =>
        this with
        {
            BackupNumberAtRetell = e.Number,
            IsSettingBackupNumber = e.Number != BackupNumber,
        };

    public AgentDetails Apply(BackupNumberNotSet e) =>
        this with
        {
            BackupNumber = BackupNumberAtRetell,
            IsSettingBackupNumber = false,
            BackupNumberNotSet = e,
        };

    public AgentDetails Apply(TransferPromptWritten e) => this with { Transfers = [.. Transfers, new(e.Generation, e.LlmId)] };

    public AgentDetails Apply(TransferAgentCreated e) => this with { Transfers = [.. Transfers, new(e.Generation, e.RetellAgentId)] };

    public AgentDetails Apply(TransferRemoved e) => this with { Transfers = [.. Transfers.Where(x => x.Generation != e.Generation)] };

    public AgentDetails Apply(AgentDeletionRequested _) => this with { Status = AgentStatus.Deleting, IsPublishing = false, Undone = [] };

    public AgentDetails Apply(IEvent<AgentDeleted> e) => this with { Status = AgentStatus.Deleted, DeletedAt = e.Timestamp };

    AgentDetails WithSettings(AgentSettings settings) =>
        this with
        {
            Name = settings.Name,
            Brief = settings.Brief,
            Greeting = settings.Greeting,
            VoiceId = settings.VoiceId,
            VoiceName = settings.VoiceName,
            MaxCallMinutes = settings.MaxCallMinutes,
            IsWholePrompt = settings.IsWholePrompt,
            OpensInOwnWords = settings.OpensInOwnWords,
        };

    public static AgentDetails Create(IEvent<ConnectionRequested> e) =>
        new(e.StreamKey!, Guid.Parse(e.StreamKey!.AsSpan(e.StreamKey!.IndexOf('/') + 1)), e.Data.Name, "", "", "", null, e.Timestamp)
        {
            Greeting = "",
            Connection = new(e.Data.RetellAgentId, e.Data.Number, e.Data.KeyEnds, e.Data.SystemPrompt),
        };

    public AgentDetails Apply(IEvent<KeyAccepted> e) => WithConnection(x => x with { KeyAt = e.Timestamp, Account = e.Data.Account });

    public AgentDetails Apply(IEvent<AgentSeen> e) => WithConnection(x => x with { AgentAt = e.Timestamp });

    public AgentDetails Apply(IEvent<AgentFound> e) =>
        WithConnection(x => x with { AgentAt = e.Timestamp }).WithSettings(AgentSettings.Of(e.Data, Name)) with
        {
            LlmId = e.Data.LlmId,
            RetellVersion = e.Data.Version,
        };

    public AgentDetails Apply(IEvent<NumberFound> e) =>
        WithConnection(x => x with { NumberAt = e.Timestamp }) with
        {
            Number = e.Data.Number,
        };

    public AgentDetails Apply(IEvent<AgentClaimed> e) => WithConnection(x => x with { ClaimedAt = e.Timestamp });

    public AgentDetails Apply(IEvent<ClaimApproved> e) => WithConnection(x => x with { ApprovedAt = e.Timestamp });

    public AgentDetails Apply(IEvent<AgentConnected> e) =>
        WithConnection(x => x with { LinkedAt = e.Timestamp }) with
        {
            RetellAgentId = e.Data.RetellAgentId,
        };

    public AgentDetails Apply(ConnectionRefused e) =>
        WithConnection(x => x with { Refusal = e }) with
        {
            RetellAgentId = null,
            LlmId = null,
            Number = null,
            Status = AgentStatus.Failed,
        };

    public AgentDetails Apply(WebhookBegun e) => WithConnection(x => x with { OldUrl = e.OldUrl });

    public AgentDetails Apply(IEvent<WebhookSet> e) =>
        WithConnection(x => x with { WebhookAt = e.Timestamp, Pin = e.Data.Pin, ByHand = null }) with
        {
            RetellVersion = e.Data.Version,
            Status = e.Data.Pin is null ? Unless(AgentStatus.Live) : Status,
        };

    public AgentDetails Apply(WebhookLeft e) => WithConnection(x => x with { ByHand = e });

    public AgentDetails Apply(WebhookRetried _) => WithConnection(x => x with { ByHand = null, Pin = null, WebhookAt = null });

    public AgentDetails Apply(IEvent<FirstWebhookRecorded> e) =>
        WithConnection(x => x with { HeardAt = e.Timestamp }) with
        {
            Status = Unless(AgentStatus.Live),
        };

    public AgentDetails Apply(KeyOffered e) => WithConnection(x => x with { OfferedKeyEnds = e.KeyEnds, KeyRejection = null });

    public AgentDetails Apply(KeyReplaced e) =>
        WithConnection(x =>
            x with
            {
                KeyEnds = e.KeyEnds,
                OfferedKeyEnds = null,
                Account = e.Account,
                FormerKeyUntil = e.FormerUntil,
                IsKeyLost = false,
            }
        );

    public AgentDetails Apply(OwnerKeyUnreadable _) => WithConnection(x => x with { IsKeyLost = true });

    public AgentDetails Apply(OwnerKeyReadable _) => WithConnection(x => x with { IsKeyLost = false });

    public AgentDetails Apply(KeyRejected e) => WithConnection(x => x with { OfferedKeyEnds = null, KeyRejection = e.Sentence });

    public AgentDetails Apply(DisconnectRequested _) =>
        WithConnection(x => x with { IsLeaving = true }) with
        {
            Status = AgentStatus.Disconnecting,
        };

    public AgentDetails Apply(IEvent<AgentDisconnected> e) =>
        WithConnection(x => x with { IsLeaving = false, End = e.Data, EndedAt = e.Timestamp }) with
        {
            RetellAgentId = null,
            LlmId = null,
            Number = null,
            BackupNumber = null,
            Status = AgentStatus.Disconnected,
        };

    AgentDetails WithConnection(Func<ConnectionDetails, ConnectionDetails> change) => this with { Connection = change(Connection!) };

    string Unless(string status) => Status == AgentStatus.SettingUp ? status : Status;
}

[ShapeName("TransferHolding")]
public record TransferResource(int Generation, string Id);
