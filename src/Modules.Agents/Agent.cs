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
    public StepBegun? StepBegun { get; init; }
    public ProvisioningFailed? Failure { get; init; }
    public bool IsCompensated { get; init; }

    /// <summary>A number was bought for it, or may have been.</summary>
    public bool HasCost { get; init; }
    public IReadOnlyList<RetellResourceKind> MissingResources { get; init; } = [];
    public IReadOnlyList<Revision> Revisions { get; init; } = [];
    public ForeignEditNoticed? ForeignEdit { get; init; }
    public IReadOnlyList<int> ForeignVersions { get; init; } = [];
    public CallRouting RequestedRouting { get; init; } = CallRouting.Open;
    public CallRouting Routing { get; init; } = CallRouting.Open;
    public FormerBinding? FormerBinding { get; init; }
    public IReadOnlyList<Transfer> Transfers { get; init; } = [];
    public int LastTransfer { get; init; }
    public bool IsRoutingPending { get; init; }

    /// <summary>Retell asks us before it lets a call through, because somebody is blocked.</summary>
    public bool IsScreened { get; init; }
    public bool IsScreeningRequested { get; init; }
    public BackupNumberState Backup { get; init; } = BackupNumberState.None;

    /// <summary>Retell's id for it, also when it is gone.</summary>
    public string? LastRetellAgentId { get; init; }
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

    public ProvisioningStage? Awaits =>
        this switch
        {
            { Failure: not null } or { Deletion: not DeletionState.None } or { Connection: not null } => null,
            { LlmId: null } => ProvisioningStage.Prompt,
            { RetellAgentId: null } => ProvisioningStage.Agent,
            { IsPublished: false } => ProvisioningStage.Publishing,
            { Number: null } => ProvisioningStage.Number,
            _ => null,
        };

    /// <summary>How often the step has been tried; each try may have happened at Retell.</summary>
    public int TriesOf(ProvisioningStage step) => StepBegun?.Step == step ? StepBegun.Attempt : 0;

    public bool IsBeingUndone =>
        Connection is null
        && (Deletion is DeletionState.Requested || (Deletion is DeletionState.None && Failure is { CanGoOn: false } && !IsCompensated));

    /// <summary>The one that is to answer, be it ready or still being made.</summary>
    public Transfer? WantedTransfer =>
        RequestedRouting is { Answers: false, FallbackNumber: { } to }
        && Transfers.LastOrDefault(x => !x.IsOver) is { } last
        && last.To == to
            ? last
            : null;

    public ProvisioningStage? AwaitsForTransfer => IsRoutingPending && Deletion is DeletionState.None ? WantedTransfer?.Awaits : null;

    public bool NeedsTransfer => RequestedRouting is { Answers: false, FallbackNumber: not null } && WantedTransfer is not { Awaits: null };

    /// <summary>As older builds paused: by the number's fallback, which is put back as it was when the agent is resumed.</summary>
    public bool IsPausedByFallback => Routing.FallbackNumber is not null && Transfers.Count == 0;

    public bool MayExistAtRetell(ProvisioningStage step) =>
        Failure is { MayHaveHappened: true } failure
            ? failure.Step == step
            : Deletion is DeletionState.Requested && StepBegun?.Step == step;

    public string? Holds(RetellResourceKind holding) =>
        holding switch
        {
            RetellResourceKind.Prompt => LlmId,
            RetellResourceKind.Agent => RetellAgentId,
            _ => Number,
        };

    public static Agent Create(IEvent<AgentRequested> e) =>
        new(e.StreamKey!, e.Data.Name, e.Data.Brief, e.Data.VoiceId, e.Data.AreaCode, e.Data.Installation)
        {
            Tenant = e.Data.Tenant,
            Revisions = Switchhook.Agents.Versions.Revisions.First(e),
        };

    public Agent Apply(StepBegun e) =>
        e.Step is ProvisioningStage.TransferPrompt or ProvisioningStage.TransferAgent
            ? WithTransfer(LastTransfer, x => x with { Begun = e })
            : this with
            {
                StepBegun = e,
            };

    public Agent Apply(PromptWritten e) => this with { LlmId = e.LlmId };

    public Agent Apply(AgentCreated e) =>
        this with
        {
            RetellAgentId = e.RetellAgentId,
            LastRetellAgentId = e.RetellAgentId,
            RetellVersion = e.Version,
        };

    public Agent Apply(IEvent<AgentPublished> e) =>
        this with
        {
            IsPublished = true,
            RetellVersion = e.Data.Version,
            Revisions = Revisions.With(e),
        };

    public Agent Apply(PhoneProvisioned e) => this with { Number = e.Number, HasCost = true };

    public Agent Apply(ProvisioningFailed e) =>
        this with
        {
            Failure = e,
            HasCost = HasCost || (e.Step is ProvisioningStage.Number && e.MayHaveHappened),
        };

    public Agent Apply(AreaCodeChosen e) => this with { AreaCode = e.AreaCode, Failure = null, StepBegun = null };

    public Agent Apply(PhoneReleased _) => this with { Number = null, HasCost = true };

    public Agent Apply(AgentRemoved _) => this with { RetellAgentId = null, IsPublished = false };

    public Agent Apply(PromptRemoved _) => this with { LlmId = null };

    public Agent Apply(ProvisioningCompensated _) => this with { IsCompensated = true };

    public Agent Apply(LostAtRetell e) => this with { MissingResources = [.. MissingResources.Except([e.Holding]), e.Holding] };

    public Agent Apply(FoundAtRetell e) => this with { MissingResources = [.. MissingResources.Except([e.Holding])] };

    public Agent Apply(IEvent<AgentEdited> e) =>
        this with
        {
            Name = e.Data.Name,
            Brief = e.Data.Brief,
            VoiceId = e.Data.VoiceId,
            Revisions = Revisions.With(e),
        };

    public Agent Apply(IEvent<EditPublished> e) =>
        this with
        {
            RetellVersion = e.Data.RetellVersion,
            Revisions = Revisions.With(e),
            ForeignEdit = null,
        };

    public Agent Apply(EditSuperseded e) => this with { Revisions = Revisions.With(e) };

    public Agent Apply(EditFailed e) => this with { Revisions = Revisions.With(e) };

    public Agent Apply(EditRetried e) => this with { Revisions = Revisions.With(e) };

    public Agent Apply(ForeignEditNoticed e) => this with { ForeignEdit = e, ForeignVersions = [.. ForeignVersions, e.RetellVersion] };

    public Agent Apply(ForeignEditWithdrawn _) => this with { ForeignEdit = null };

    public Agent Apply(IEvent<ForeignEditKept> e) =>
        this with
        {
            Name = e.Data.Name,
            Brief = e.Data.Brief,
            VoiceId = e.Data.VoiceId,
            RetellVersion = e.Data.RetellVersion,
            Revisions = Revisions.With(e),
            ForeignEdit = null,
        };

    public Agent Apply(PauseRequested e) => this with { RequestedRouting = CallRouting.Paused(e.FallbackNumber), IsRoutingPending = true };

    public Agent Apply(ResumeRequested _) => this with { RequestedRouting = CallRouting.Open, IsRoutingPending = true };

    public Agent Apply(AgentPaused e) =>
        (WithRouting(CallRouting.Paused(e.FallbackNumber)) with { FormerBinding = e.Before ?? FormerBinding }).WithoutTransfersBut(
            e.FallbackNumber
        );

    public Agent Apply(AgentResumed _) => (WithRouting(CallRouting.Open) with { FormerBinding = null }).WithoutTransfersBut(null);

    public Agent Apply(NumberBindingFailed _) =>
        (this with { RequestedRouting = Routing, IsRoutingPending = false }).WithoutTransfersBut(Routing.FallbackNumber);

    public Agent Apply(TransferWanted e) =>
        this with
        {
            Transfers = [.. Transfers, new(e.Generation, e.To, e.Tag)],
            LastTransfer = e.Generation,
        };

    public Agent Apply(TransferPromptWritten e) => WithTransfer(e.Generation, x => x with { LlmId = e.LlmId });

    public Agent Apply(TransferAgentCreated e) => WithTransfer(e.Generation, x => x with { RetellAgentId = e.RetellAgentId });

    public Agent Apply(TransferAgentPublished e) => WithTransfer(e.Generation, x => x with { IsPublished = true });

    public Agent Apply(TransferRemoved e) => this with { Transfers = [.. Transfers.Where(x => x.Generation != e.Generation)] };

    /// <summary>What asking Retell about the line came to.</summary>
    public Agent WithEvent(object told) =>
        told switch
        {
            AgentPaused paused => Apply(paused),
            AgentResumed resumed => Apply(resumed),
            NumberBindingFailed not => Apply(not),
            BackupNumberSet set => Apply(set),
            BackupNumberNotSet not => Apply(not),
            _ => this,
        };

    Agent WithTransfer(int generation, Func<Transfer, Transfer> change) =>
        this with
        {
            Transfers = [.. Transfers.Select(x => x.Generation == generation ? change(x) : x)],
        };

    /// <summary>One goes on answering where callers are sent to this number; the others are over.</summary>
    Agent WithoutTransfersBut(string? to)
    {
        var kept = Transfers.LastOrDefault(x => to is not null && x.To == to && x is { IsOver: false, Awaits: null })?.Generation;
        return this with { Transfers = [.. Transfers.Select(x => x.Generation == kept ? x : x with { IsOver = true })] };
    }

    public Agent Apply(ScreeningRequested e) => this with { IsScreeningRequested = e.IsGuarded };

    public Agent Apply(ScreeningEnabled _) => this with { IsScreened = true };

    public Agent Apply(ScreeningDisabled _) => this with { IsScreened = false };

    public Agent Apply(BackupNumberChosen e) => this with { Backup = Backup.Choose(e.Number) };

    public Agent Apply(BackupNumberBegun e) => this with { Backup = Backup.Begin(e) };

    public Agent Apply(BackupNumberSet e) => this with { Backup = Backup.Confirm(e) };

    public Agent Apply(BackupNumberNotSet _) => this with { Backup = Backup.Refuse() };

    public Agent Apply(BackupNumberRestored e) => this with { Backup = Backup.Confirm(new(e.Number)) };

    public Agent Apply(BackupNumberNotRestored e) => this with { Backup = Backup with { ManualRestoreText = e.Sentence } };

    public Agent Apply(AgentDeletionRequested _) =>
        (this with { Deletion = DeletionState.Requested, Revisions = Revisions.Ended() }).WithoutTransfersBut(null);

    public Agent Apply(AgentDeleted _) => this with { Deletion = DeletionState.Done };

    /// <summary>Wanted otherwise meanwhile: then it goes on.</summary>
    Agent WithRouting(CallRouting line) => this with { Routing = line, IsRoutingPending = RequestedRouting != line };

    public static Agent Create(IEvent<ConnectionRequested> e) =>
        new(e.StreamKey!, e.Data.Name, "", "", null, null)
        {
            Connection = new(e.Data.RetellAgentId, e.Data.Number, e.Data.SystemPrompt, HasOwnKey: e.Data.KeyEnds is not null)
            {
                Awaits = e.Data.KeyEnds is null ? ConnectionStep.Agent : ConnectionStep.Key,
            },
        };

    public Agent Apply(KeyAccepted _) => WithConnection(x => x with { Awaits = ConnectionStep.Agent });

    public Agent Apply(AgentSeen _) => WithConnection(x => x with { Awaits = ConnectionStep.Number });

    public Agent Apply(IEvent<AgentFound> e) =>
        WithConnection(x => x with { Awaits = ConnectionStep.Number }) with
        {
            LlmId = e.Data.LlmId,
            RetellVersion = e.Data.Version,
            VoiceId = e.Data.VoiceId,
            Brief = e.Data.Prompt ?? "",
            Revisions = Switchhook.Agents.Versions.Revisions.First(e, Name),
        };

    public Agent Apply(NumberFound e) => WithConnection(x => x with { Awaits = ConnectionStep.Webhook }) with { Number = e.Number };

    public Agent Apply(AgentClaimed _) => WithConnection(x => x with { Awaits = ConnectionStep.Approval });

    public Agent Apply(ClaimApproved _) => WithConnection(x => x with { Awaits = ConnectionStep.Agent, IsApproved = true });

    public Agent Apply(AgentConnected e) =>
        WithConnection(x => x with { Awaits = ConnectionStep.Webhook }) with
        {
            RetellAgentId = e.RetellAgentId,
            LastRetellAgentId = e.RetellAgentId,
        };

    public Agent Apply(ConnectionRefused _) =>
        WithConnection(x => x.Ended() with { IsRefused = true }) with
        {
            RetellAgentId = null,
            Number = null,
            LlmId = null,
        };

    public Agent Apply(WebhookBegun e) =>
        WithConnection(x => x with { FormerWebhook = e, PublishingAfter = e.BaseVersion, IsRestoring = false });

    public Agent Apply(WebhookSet e) =>
        WithConnection(x => x with { Awaits = null, PublishingAfter = null, IsWebhookSet = e.Pin is null, SystemPrompt = null }) with
        {
            RetellVersion = e.Version,
            IsPublished = true,
            Revisions = Revisions.WithRetellVersion(e),
        };

    public Agent Apply(WebhookLeft _) => WithConnection(x => x with { Awaits = null, PublishingAfter = null });

    public Agent Apply(WebhookRetried _) => WithConnection(x => x with { Awaits = ConnectionStep.Webhook });

    public Agent Apply(FirstWebhookRecorded _) => WithConnection(x => x with { HasReceivedWebhook = true });

    public Agent Apply(KeyReplaced _) => WithConnection(x => x with { IsKeyUnreadable = false });

    public Agent Apply(OwnerKeyUnreadable _) => WithConnection(x => x with { IsKeyUnreadable = true });

    public Agent Apply(OwnerKeyReadable _) => WithConnection(x => x with { IsKeyUnreadable = false });

    public Agent Apply(DisconnectRequested _) => WithConnection(x => x with { IsDisconnecting = true }).WithoutTransfersBut(null);

    public Agent Apply(RestoreBegun e) => WithConnection(x => x with { PublishingAfter = e.BaseVersion, IsRestoring = true });

    public Agent Apply(AgentDisconnected _) => WithConnection(x => x.Ended()) with { RetellAgentId = null, Number = null, LlmId = null };

    Agent WithConnection(Func<Connection, Connection> change) => this with { Connection = change(Connection!) };
}
