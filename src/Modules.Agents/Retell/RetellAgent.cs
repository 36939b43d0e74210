using Switchhook.Agents.Pausing;
using Switchhook.BuildingBlocks.Retell;

namespace Switchhook.Agents.Retell;

public record RetellEngine(string Type, string LlmId);

/// <summary>A field that Retell fills from the conversation once the call is over.</summary>
public record RetellField(string Type, string Name, string Description)
{
    public IReadOnlyList<string>? Choices { get; init; }
    public IReadOnlyList<string>? Examples { get; init; }
}

public record RetellAgent(
    string AgentName,
    RetellEngine ResponseEngine,
    string VoiceId,
    string Language,
    string WebhookUrl,
    IReadOnlyList<string> WebhookEvents,
    IReadOnlyList<RetellField> PostCallAnalysisData,
    long MaxCallDurationMs,
    long EndCallAfterSilenceMs,
    bool OptInSignedUrl
) : IRetellRequest
{
    static readonly string[] Events = ["call_started", "call_ended", "call_analyzed", "transcript_updated"];

    /// <summary>Answers for a paused agent, so it sounds the same and tells of its calls as that one does.</summary>
    public static RetellAgent ForTransfer(Agent agent, Transfer transfer, string webhookUrl) =>
        new(
            $"{agent.Settings.Name}, transfer ({transfer.Tag})",
            new("retell-llm", transfer.LlmId!),
            agent.VoiceId,
            "en-US",
            webhookUrl,
            Events,
            AnalysisQuestions.All,
            MaxCallDurationMs: agent.Settings.MaxCallMinutes * 60_000L,
            EndCallAfterSilenceMs: 30_000,
            OptInSignedUrl: true
        );

    public static RetellAgent For(Agent agent, string webhookUrl) =>
        new(
            agent.Settings.NameAtRetell(agent.Tag),
            new("retell-llm", agent.LlmId!),
            agent.VoiceId,
            "en-US",
            webhookUrl,
            Events,
            AnalysisQuestions.All,
            MaxCallDurationMs: agent.Settings.MaxCallMinutes * 60_000L,
            EndCallAfterSilenceMs: 30_000,
            OptInSignedUrl: true
        );
}

public record CreatedRetellAgent(string AgentId, int Version, bool IsPublished);
