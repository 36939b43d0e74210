using JasperFx.Events;
using Switchhook.Agents.BackupNumbers;
using Switchhook.Agents.Connections;
using Switchhook.Agents.Deletion;
using Switchhook.Agents.Pausing;
using Switchhook.Agents.Versions;

namespace Switchhook.Agents;

public partial record Agent(string Id, string Name, string Brief, string VoiceId, int? AreaCode, string? Installation)
{
    const string Prefix = "agent/";

    /// <summary>Null for what older builds made, whose tags lack it.</summary>
    public string? Tenant { get; init; }
    public string? LlmId { get; init; }
    public string? RetellAgentId { get; init; }
    public int RetellVersion { get; init; }
    public bool IsPublished { get; init; }
    public string? Number { get; init; }
    public StepBegun? Begun { get; init; }
    public ProvisioningFailed? Failure { get; init; }
    public bool IsCompensated { get; init; }
    /// <summary>A number was bought for it, or may have been.</summary>
    public bool HasCost { get; init; }
    public IReadOnlyList<RetellResourceKind> Lost { get; init; } = [];
    public IReadOnlyList<Revision> Revisions { get; init; } = [];
    public ForeignEditNoticed? Foreign { get; init; }
    public IReadOnlyList<int> ForeignVersions { get; init; } = [];
    public CallRouting Wanted { get; init; } = CallRouting.Open;
    public CallRouting Line { get; init; } = CallRouting.Open;
    public FormerBinding? LineBefore { get; init; }
    public IReadOnlyList<Transfer> Transfers { get; init; } = [];
    public int LastTransfer { get; init; }
    public bool IsSwitching { get; init; }
    /// <summary>Retell asks us before it lets a call through, because somebody is blocked.</summary>
    public bool IsGuarded { get; init; }
    public bool WantsGuard { get; init; }
    public BackupNumberState Backup { get; init; } = BackupNumberState.None;
    /// <summary>Retell's id for it, also when it is gone.</summary>
    public string? WasAtRetell { get; init; }
    public DeletionState Deletion { get; init; }
    /// <summary>Null for an agent that was created here.</summary>
    public Connection? Connection { get; init; }

    public static string StreamOf(Guid agentId) => $"{Prefix}{agentId:D}";

    public Guid AgentId => Guid.Parse(Id.AsSpan(Prefix.Length));

    /// <summary>Borne by everything made at Retell for this agent, so that it can be found again after a lost answer.</summary>
    public string Tag => Switchhook.Agents.Tag.Of(Installation, AgentId, Tenant);

    /// <summary>Null where its owner calls it otherwise in Retell's dashboard than here.</summary>
    public string? NameAtRetell(AgentSettings settings) => Connection is null ? settings.NameAtRetell(Tag) : null;

    public Revision Newest => Revisions[^1];
    public AgentSettings Settings => Newest.Settings;

    public ProvisioningStage? Awaits => this switch
    {
        { Failure: not null } or { Deletion: not DeletionState.None } or { Connection: not null } => null,
        { LlmId: null } => ProvisioningStage.Prompt,
        { RetellAgentId: null } => ProvisioningStage.Agent,
        { IsPublished: false } => ProvisioningStage.Publishing,
        { Number: null } => ProvisioningStage.Number,
        _ => null,
    };

    /// <summary>How often the step has been tried; each try may have happened at Retell.</summary>
    public int TriesOf(ProvisioningStage step) => Begun?.Step == step ? Begun.Attempt : 0;

    public bool IsBeingUndone => Connection is null && (Deletion is DeletionState.Requested || (Deletion is DeletionState.None && Failure is { CanGoOn: false } && !IsCompensated));

    /// <summary>The one that is to answer, be it ready or still being made.</summary>
    public Transfer? WantedTransfer => Wanted is { Answers: false, FallbackNumber: { } to } && Transfers.LastOrDefault(x => !x.IsOver) is { } last && last.To == to ? last : null;

    public ProvisioningStage? AwaitsForTransfer => IsSwitching && Deletion is DeletionState.None ? WantedTransfer?.Awaits : null;

    public bool NeedsTransfer => Wanted is { Answers: false, FallbackNumber: not null } && WantedTransfer is not { Awaits: null };

    /// <summary>As older builds paused: by the number's fallback, which is put back as it was when the agent is resumed.</summary>
    public bool IsPausedByFallback => Line.FallbackNumber is not null && Transfers.Count == 0;

    public bool MayHaveLeft(ProvisioningStage step) =>
        Failure is { MayHaveHappened: true } failure ? failure.Step == step : Deletion is DeletionState.Requested && Begun?.Step == step;

    public string? Holds(RetellResourceKind holding) => holding switch
    {
        RetellResourceKind.Prompt => LlmId,
        RetellResourceKind.Agent => RetellAgentId,
        _ => Number,
    };

    public static Agent Create(IEvent<AgentRequested> e) => new(e.StreamKey!, e.Data.Name, e.Data.Brief, e.Data.VoiceId, e.Data.AreaCode, e.Data.Installation)
    {
        Tenant = e.Data.Tenant, Revisions = Switchhook.Agents.Versions.Revisions.First(e),
    };

    public Agent Apply(StepBegun e) => e.Step is ProvisioningStage.TransferPrompt or ProvisioningStage.TransferAgent ? Of(LastTransfer, x => x with { Begun = e }) : this with { Begun = e };
    public Agent Apply(PromptWritten e) => this with { LlmId = e.LlmId };
    public Agent Apply(AgentCreated e) => this with { RetellAgentId = e.RetellAgentId, WasAtRetell = e.RetellAgentId, RetellVersion = e.Version };
    public Agent Apply(IEvent<AgentPublished> e) => this with { IsPublished = true, RetellVersion = e.Data.Version, Revisions = Revisions.With(e) };
    public Agent Apply(PhoneProvisioned e) => this with { Number = e.Number, HasCost = true };
    public Agent Apply(ProvisioningFailed e) => this with { Failure = e, HasCost = HasCost || (e.Step is ProvisioningStage.Number && e.MayHaveHappened) };
    public Agent Apply(AreaCodeChosen e) => this with { AreaCode = e.AreaCode, Failure = null, Begun = null };
    public Agent Apply(PhoneReleased _) => this with { Number = null, HasCost = true };
    public Agent Apply(AgentRemoved _) => this with { RetellAgentId = null, IsPublished = false };
    public Agent Apply(PromptRemoved _) => this with { LlmId = null };
    public Agent Apply(ProvisioningCompensated _) => this with { IsCompensated = true };
    public Agent Apply(LostAtRetell e) => this with { Lost = [.. Lost.Except([e.Holding]), e.Holding] };
    public Agent Apply(FoundAtRetell e) => this with { Lost = [.. Lost.Except([e.Holding])] };

    public Agent Apply(IEvent<AgentEdited> e) => this with { Name = e.Data.Name, Brief = e.Data.Brief, VoiceId = e.Data.VoiceId, Revisions = Revisions.With(e) };
    public Agent Apply(IEvent<EditPublished> e) => this with { RetellVersion = e.Data.RetellVersion, Revisions = Revisions.With(e), Foreign = null };
    public Agent Apply(EditSuperseded e) => this with { Revisions = Revisions.With(e) };
    public Agent Apply(EditFailed e) => this with { Revisions = Revisions.With(e) };
    public Agent Apply(EditRetried e) => this with { Revisions = Revisions.With(e) };
    public Agent Apply(ForeignEditNoticed e) => this with { Foreign = e, ForeignVersions = [.. ForeignVersions, e.RetellVersion] };
    public Agent Apply(ForeignEditWithdrawn _) => this with { Foreign = null };
    public Agent Apply(IEvent<ForeignEditKept> e) => this with
    {
        Name = e.Data.Name, Brief = e.Data.Brief, VoiceId = e.Data.VoiceId, RetellVersion = e.Data.RetellVersion, Revisions = Revisions.With(e), Foreign = null,
    };

    public Agent Apply(PauseRequested e) => this with { Wanted = CallRouting.Paused(e.FallbackNumber), IsSwitching = true };
    public Agent Apply(ResumeRequested _) => this with { Wanted = CallRouting.Open, IsSwitching = true };
    public Agent Apply(AgentPaused e) => (Switched(CallRouting.Paused(e.FallbackNumber)) with { LineBefore = e.Before ?? LineBefore }).WithoutTransfersBut(e.FallbackNumber);
    public Agent Apply(AgentResumed _) => (Switched(CallRouting.Open) with { LineBefore = null }).WithoutTransfersBut(null);
    public Agent Apply(NumberBindingFailed _) => (this with { Wanted = Line, IsSwitching = false }).WithoutTransfersBut(Line.FallbackNumber);

    public Agent Apply(TransferWanted e) => this with { Transfers = [.. Transfers, new(e.Generation, e.To, e.Tag)], LastTransfer = e.Generation };
    public Agent Apply(TransferPromptWritten e) => Of(e.Generation, x => x with { LlmId = e.LlmId });
    public Agent Apply(TransferAgentCreated e) => Of(e.Generation, x => x with { RetellAgentId = e.RetellAgentId });
    public Agent Apply(TransferAgentPublished e) => Of(e.Generation, x => x with { IsPublished = true });
    public Agent Apply(TransferRemoved e) => this with { Transfers = [.. Transfers.Where(x => x.Generation != e.Generation)] };

    /// <summary>What asking Retell about the line came to.</summary>
    public Agent After(object told) => told switch
    {
        AgentPaused paused => Apply(paused),
        AgentResumed resumed => Apply(resumed),
        NumberBindingFailed not => Apply(not),
        BackupNumberSet set => Apply(set),
        BackupNumberNotSet not => Apply(not),
        _ => this,
    };

    Agent Of(int generation, Func<Transfer, Transfer> change) => this with { Transfers = [.. Transfers.Select(x => x.Generation == generation ? change(x) : x)] };

    /// <summary>One goes on answering where callers are sent to this number; the others are over.</summary>
    Agent WithoutTransfersBut(string? to)
    {
        var kept = Transfers.LastOrDefault(x => to is not null && x.To == to && x is { IsOver: false, Awaits: null })?.Generation;
        return this with { Transfers = [.. Transfers.Select(x => x.Generation == kept ? x : x with { IsOver = true })] };
    }

    public Agent Apply(ScreeningRequested e) => this with { WantsGuard = e.IsGuarded };
    public Agent Apply(ScreeningEnabled _) => this with { IsGuarded = true };
    public Agent Apply(ScreeningDisabled _) => this with { IsGuarded = false };

    public Agent Apply(BackupNumberChosen e) => this with { Backup = Backup.Choose(e.Number) };
    public Agent Apply(BackupNumberBegun e) => this with { Backup = Backup.Begin(e) };
    public Agent Apply(BackupNumberSet e) => this with { Backup = Backup.Confirm(e) };
    public Agent Apply(BackupNumberNotSet _) => this with { Backup = Backup.Refuse() };
    public Agent Apply(BackupNumberRestored e) => this with { Backup = Backup.Confirm(new(e.Number)) };
    public Agent Apply(BackupNumberNotRestored e) => this with { Backup = Backup with { Left = e.Sentence } };

    public Agent Apply(AgentDeletionRequested _) => (this with { Deletion = DeletionState.Requested, Revisions = Revisions.Ended() }).WithoutTransfersBut(null);
    public Agent Apply(AgentDeleted _) => this with { Deletion = DeletionState.Done };

    /// <summary>Wanted otherwise meanwhile: then it goes on.</summary>
    Agent Switched(CallRouting line) => this with { Line = line, IsSwitching = Wanted != line };

    public static Agent Create(IEvent<ConnectionRequested> e) => new(e.StreamKey!, e.Data.Name, "", "", null, null)
    {
        Connection = new(e.Data.RetellAgentId, e.Data.Number, e.Data.SystemPrompt, HasOwnKey: e.Data.KeyEnds is not null)
        {
            Awaits = e.Data.KeyEnds is null ? ConnectionStep.Agent : ConnectionStep.Key,
        },
    };

    public Agent Apply(KeyAccepted _) => Connected(x => x with { Awaits = ConnectionStep.Agent });
    public Agent Apply(AgentSeen _) => Connected(x => x with { Awaits = ConnectionStep.Number });
    public Agent Apply(IEvent<AgentFound> e) => Connected(x => x with { Awaits = ConnectionStep.Number }) with
    {
        LlmId = e.Data.LlmId, RetellVersion = e.Data.Version, VoiceId = e.Data.VoiceId, Brief = e.Data.Prompt ?? "", Revisions = Switchhook.Agents.Versions.Revisions.First(e, Name),
    };
    public Agent Apply(NumberFound e) => Connected(x => x with { Awaits = ConnectionStep.Webhook }) with { Number = e.Number };
    public Agent Apply(AgentClaimed _) => Connected(x => x with { Awaits = ConnectionStep.Approval });
    public Agent Apply(ClaimApproved _) => Connected(x => x with { Awaits = ConnectionStep.Agent, IsApproved = true });
    public Agent Apply(AgentConnected e) => Connected(x => x with { Awaits = ConnectionStep.Webhook }) with { RetellAgentId = e.RetellAgentId, WasAtRetell = e.RetellAgentId };
    public Agent Apply(ConnectionRefused _) => Connected(x => x.Ended() with { IsRefused = true }) with { RetellAgentId = null, Number = null, LlmId = null };
    public Agent Apply(WebhookBegun e) => Connected(x => x with { Before = e, Publishing = e.BaseVersion, IsRestoring = false });
    public Agent Apply(WebhookSet e) => Connected(x => x with { Awaits = null, Publishing = null, IsSet = e.Pin is null, SystemPrompt = null }) with
    {
        RetellVersion = e.Version, IsPublished = true, Revisions = Revisions.CarriedOn(e),
    };
    public Agent Apply(WebhookLeft _) => Connected(x => x with { Awaits = null, Publishing = null });
    public Agent Apply(WebhookRetried _) => Connected(x => x with { Awaits = ConnectionStep.Webhook });
    public Agent Apply(FirstWebhookRecorded _) => Connected(x => x with { IsHeard = true });
    public Agent Apply(KeyReplaced _) => Connected(x => x with { IsKeyLost = false });
    public Agent Apply(OwnerKeyUnreadable _) => Connected(x => x with { IsKeyLost = true });
    public Agent Apply(OwnerKeyReadable _) => Connected(x => x with { IsKeyLost = false });
    public Agent Apply(DisconnectRequested _) => Connected(x => x with { IsLeaving = true }).WithoutTransfersBut(null);
    public Agent Apply(RestoreBegun e) => Connected(x => x with { Publishing = e.BaseVersion, IsRestoring = true });
    public Agent Apply(AgentDisconnected _) => Connected(x => x.Ended()) with { RetellAgentId = null, Number = null, LlmId = null };

    Agent Connected(Func<Connection, Connection> change) => this with { Connection = change(Connection!) };
}
