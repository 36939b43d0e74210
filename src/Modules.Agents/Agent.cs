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
    /// <summary>Null for an agent that was created here.</summary>
    public Connection? Connection { get; init; }

    public static string StreamOf(Guid agentId) => $"{Prefix}{agentId:D}";

    public Guid AgentId => Guid.Parse(Id.AsSpan(Prefix.Length));

    /// <summary>Borne by everything made at Retell for this agent, so that it can be found again after a lost answer.</summary>
    public string Tag => Agents.Tag.Of(Installation, AgentId);

    public SetUpStep? Awaits => this switch
    {
        { Failure: not null } or { Connection: not null } => null,
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

    public static Agent Create(IEvent<ConnectionRequested> e) => new(e.StreamKey!, e.Data.Name, e.Data.SystemPrompt ?? "", "", null, null)
    {
        Connection = new(e.Data.RetellAgentId, e.Data.Number, e.Data.SystemPrompt, HasOwnKey: e.Data.KeyEnds is not null)
        {
            Awaits = e.Data.KeyEnds is null ? ConnectionStep.Agent : ConnectionStep.Key,
        },
    };

    public Agent Apply(KeyAccepted _) => Connected(x => x with { Awaits = ConnectionStep.Agent });
    public Agent Apply(AgentFound e) => Connected(x => x with { Awaits = ConnectionStep.Number }) with { LlmId = e.LlmId, RetellVersion = e.Version, VoiceId = e.VoiceId };
    public Agent Apply(NumberFound e) => Connected(x => x with { Awaits = ConnectionStep.Webhook }) with { Number = e.Number };
    public Agent Apply(AgentClaimed _) => Connected(x => x with { Awaits = ConnectionStep.Approval });
    public Agent Apply(AgentConnected e) => Connected(x => x with { Awaits = ConnectionStep.Webhook }) with { RetellAgentId = e.RetellAgentId };
    public Agent Apply(ConnectionRefused _) => Connected(x => x.Ended() with { IsRefused = true }) with { RetellAgentId = null, Number = null, LlmId = null };
    public Agent Apply(WebhookBegun e) => Connected(x => x with { Before = e, Publishing = e.BaseVersion, IsRestoring = false });
    public Agent Apply(WebhookSet e) => Connected(x => x with { Awaits = null, Publishing = null, IsSet = e.Pin is null, SystemPrompt = null }) with { RetellVersion = e.Version, IsPublished = true };
    public Agent Apply(WebhookLeft _) => Connected(x => x with { Awaits = null, Publishing = null });
    public Agent Apply(WebhookRetried _) => Connected(x => x with { Awaits = ConnectionStep.Webhook });
    public Agent Apply(FirstEventHeard _) => Connected(x => x with { IsHeard = true });
    public Agent Apply(DisconnectRequested _) => Connected(x => x with { IsLeaving = true });
    public Agent Apply(RestoreBegun e) => Connected(x => x with { Publishing = e.BaseVersion, IsRestoring = true });
    public Agent Apply(AgentDisconnected _) => Connected(x => x.Ended()) with { RetellAgentId = null, Number = null, LlmId = null };

    Agent Connected(Func<Connection, Connection> change) => this with { Connection = change(Connection!) };
}
