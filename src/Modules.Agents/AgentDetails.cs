using JasperFx.Events;

namespace Switchhook.Agents;

/// <summary>What the pages show of an agent.</summary>
public partial record AgentDetails(string Id, Guid AgentId, string Name, string Brief, string VoiceId, string VoiceName, int? AreaCode, DateTimeOffset RequestedAt)
{
    public string Status { get; init; } = AgentStatus.SettingUp;
    public DateTimeOffset? PromptWrittenAt { get; init; }
    public DateTimeOffset? CreatedAt { get; init; }
    public DateTimeOffset? PublishedAt { get; init; }
    public DateTimeOffset? ProvisionedAt { get; init; }
    public string? RetellAgentId { get; init; }
    public int RetellVersion { get; init; }
    public string? Number { get; init; }
    public string? PrettyNumber { get; init; }
    public string? LlmId { get; init; }
    /// <summary>The step whose answer did not come; while it stands, Retell's lists are being searched.</summary>
    public SetUpStep? Unclear { get; init; }
    public IReadOnlyList<Holding> Lost { get; init; } = [];
    public ProvisioningFailed? Failure { get; init; }
    public DateTimeOffset? FailedAt { get; init; }
    public IReadOnlyList<string> Undone { get; init; } = [];
    public DateTimeOffset? CompensatedAt { get; init; }
    /// <summary>Null for an agent that was created here.</summary>
    public ConnectionDetails? Connection { get; init; }

    public static AgentDetails Create(IEvent<AgentRequested> e) => new(
        e.StreamKey!, Guid.Parse(e.StreamKey!.AsSpan(e.StreamKey!.IndexOf('/') + 1)),
        e.Data.Name, e.Data.Brief, e.Data.VoiceId, e.Data.VoiceName, e.Data.AreaCode, e.Timestamp);

    public AgentDetails Apply(IEvent<PromptWritten> e) => this with { PromptWrittenAt = e.Timestamp, LlmId = e.Data.LlmId, Unclear = null };
    public AgentDetails Apply(IEvent<AgentCreated> e) => this with { CreatedAt = e.Timestamp, RetellAgentId = e.Data.RetellAgentId, RetellVersion = e.Data.Version, Unclear = null };
    public AgentDetails Apply(IEvent<AgentPublished> e) => this with { PublishedAt = e.Timestamp, RetellVersion = e.Data.Version, Unclear = null };
    public AgentDetails Apply(IEvent<PhoneProvisioned> e) =>
        this with { ProvisionedAt = e.Timestamp, Number = e.Data.Number, PrettyNumber = e.Data.Pretty, Status = AgentStatus.Live, Unclear = null };
    public AgentDetails Apply(IEvent<ProvisioningFailed> e) => this with { FailedAt = e.Timestamp, Failure = e.Data, Status = AgentStatus.NeedsAttention, Unclear = null };
    public AgentDetails Apply(StepUnclear e) => this with { Unclear = e.Step };
    public AgentDetails Apply(LostAtRetell e) => this with { Lost = [.. Lost.Except([e.Holding]), e.Holding], Status = AgentStatus.NeedsAttention };
    public AgentDetails Apply(PhoneReleased _) => this with { Number = null, PrettyNumber = null, Undone = [.. Undone, "The number was given back."] };
    public AgentDetails Apply(AgentRemoved _) => this with { RetellAgentId = null, Undone = [.. Undone, "The agent was removed from Retell."] };
    public AgentDetails Apply(PromptRemoved _) => this with { LlmId = null, Undone = [.. Undone, "The prompt was removed from Retell."] };
    public AgentDetails Apply(IEvent<ProvisioningCompensated> e) => this with { CompensatedAt = e.Timestamp, Status = AgentStatus.Failed };

    public static AgentDetails Create(IEvent<ConnectionRequested> e) => new(
        e.StreamKey!, Guid.Parse(e.StreamKey!.AsSpan(e.StreamKey!.IndexOf('/') + 1)), e.Data.Name, e.Data.SystemPrompt ?? "", "", "", null, e.Timestamp)
    {
        Connection = new(e.Data.RetellAgentId, e.Data.Number, e.Data.KeyEnds, e.Data.SystemPrompt is not null),
    };

    public AgentDetails Apply(IEvent<KeyAccepted> e) => Connected(x => x with { KeyAt = e.Timestamp, Account = e.Data.Account });
    public AgentDetails Apply(IEvent<AgentFound> e) => Connected(x => x with { AgentAt = e.Timestamp }) with
    {
        Brief = Connection!.HasSystemPrompt ? Brief : e.Data.Prompt ?? "", VoiceId = e.Data.VoiceId, VoiceName = e.Data.VoiceName, LlmId = e.Data.LlmId, RetellVersion = e.Data.Version,
    };
    public AgentDetails Apply(IEvent<NumberFound> e) => Connected(x => x with { NumberAt = e.Timestamp }) with { Number = e.Data.Number, PrettyNumber = e.Data.Pretty };
    public AgentDetails Apply(IEvent<AgentClaimed> e) => Connected(x => x with { ClaimedAt = e.Timestamp });
    public AgentDetails Apply(IEvent<ClaimApproved> e) => Connected(x => x with { ApprovedAt = e.Timestamp });
    public AgentDetails Apply(AgentConnected e) => this with { RetellAgentId = e.RetellAgentId };
    public AgentDetails Apply(ConnectionRefused e) => Connected(x => x with { Refusal = e }) with { RetellAgentId = null, LlmId = null, Number = null, PrettyNumber = null, Status = AgentStatus.Failed };
    public AgentDetails Apply(WebhookBegun e) => Connected(x => x with { OldUrl = e.OldUrl });
    public AgentDetails Apply(IEvent<WebhookSet> e) => Connected(x => x with { WebhookAt = e.Timestamp, Pin = e.Data.Pin, ByHand = null }) with { RetellVersion = e.Data.Version, Status = e.Data.Pin is null ? Unless(AgentStatus.Live) : Status };
    public AgentDetails Apply(WebhookLeft e) => Connected(x => x with { ByHand = e });
    public AgentDetails Apply(WebhookRetried _) => Connected(x => x with { ByHand = null, Pin = null, WebhookAt = null });
    public AgentDetails Apply(IEvent<FirstEventHeard> e) => Connected(x => x with { HeardAt = e.Timestamp }) with { Status = Unless(AgentStatus.Live) };
    public AgentDetails Apply(KeyOffered e) => Connected(x => x with { OfferedKeyEnds = e.KeyEnds, KeyRejection = null });
    public AgentDetails Apply(KeyReplaced e) => Connected(x => x with { KeyEnds = e.KeyEnds, OfferedKeyEnds = null, Account = e.Account, FormerKeyUntil = e.FormerUntil });
    public AgentDetails Apply(KeyRejected e) => Connected(x => x with { OfferedKeyEnds = null, KeyRejection = e.Sentence });
    public AgentDetails Apply(DisconnectRequested _) => Connected(x => x with { IsLeaving = true }) with { Status = AgentStatus.Disconnecting };
    public AgentDetails Apply(AgentDisconnected e) => Connected(x => x with { IsLeaving = false, End = e }) with { RetellAgentId = null, LlmId = null, Number = null, PrettyNumber = null, Status = AgentStatus.Disconnected };

    AgentDetails Connected(Func<ConnectionDetails, ConnectionDetails> change) => this with { Connection = change(Connection!) };

    string Unless(string status) => Status == AgentStatus.SettingUp ? status : Status;
}
