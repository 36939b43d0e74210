using JasperFx.Events;

namespace Switchhook.Agents;

public partial record Agent(string Id, string Name, string Brief, string VoiceId, int? AreaCode, string? Installation)
{
    const string Prefix = "agent/";

    public string? LlmId { get; init; }
    public string? RetellAgentId { get; init; }
    public int RetellVersion { get; init; }
    public bool IsPublished { get; init; }
    public string? Number { get; init; }
    public StepBegun? Begun { get; init; }
    public ProvisioningFailed? Failure { get; init; }
    public bool IsCompensated { get; init; }

    public static string StreamOf(Guid agentId) => $"{Prefix}{agentId:D}";

    public Guid AgentId => Guid.Parse(Id.AsSpan(Prefix.Length));

    /// <summary>Borne by everything made at Retell for this agent, so that it can be found again after a lost answer.</summary>
    public string Tag => Agents.Tag.Of(Installation, AgentId);

    public SetUpStep? Awaits => this switch
    {
        { Failure: not null } => null,
        { LlmId: null } => SetUpStep.Prompt,
        { RetellAgentId: null } => SetUpStep.Agent,
        { IsPublished: false } => SetUpStep.Publishing,
        { Number: null } => SetUpStep.Number,
        _ => null,
    };

    /// <summary>How often the step has been tried; each try may have happened at Retell.</summary>
    public int TriesOf(SetUpStep step) => Begun?.Step == step ? Begun.Attempt : 0;

    public bool IsBeingUndone => Failure is not null && !IsCompensated;

    public bool MayHaveLeft(SetUpStep step) => Failure is { MayHaveHappened: true } failure && failure.Step == step;

    public string? Holds(Holding holding) => holding switch
    {
        Holding.Prompt => LlmId,
        Holding.Agent => RetellAgentId,
        _ => Number,
    };

    public static Agent Create(IEvent<AgentRequested> e) => new(e.StreamKey!, e.Data.Name, e.Data.Brief, e.Data.VoiceId, e.Data.AreaCode, e.Data.Installation);

    public Agent Apply(StepBegun e) => this with { Begun = e };
    public Agent Apply(PromptWritten e) => this with { LlmId = e.LlmId };
    public Agent Apply(AgentCreated e) => this with { RetellAgentId = e.RetellAgentId, RetellVersion = e.Version };
    public Agent Apply(AgentPublished e) => this with { IsPublished = true, RetellVersion = e.Version };
    public Agent Apply(PhoneProvisioned e) => this with { Number = e.Number };
    public Agent Apply(ProvisioningFailed e) => this with { Failure = e };
    public Agent Apply(PhoneReleased _) => this with { Number = null };
    public Agent Apply(AgentRemoved _) => this with { RetellAgentId = null, IsPublished = false };
    public Agent Apply(PromptRemoved _) => this with { LlmId = null };
    public Agent Apply(ProvisioningCompensated _) => this with { IsCompensated = true };
}
