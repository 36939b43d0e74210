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
}
