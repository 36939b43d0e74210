using System.Text.Json;
using System.Text.Json.Nodes;
using Switchhook.Agents.Retell;
using Switchhook.Agents.Voices;

namespace Switchhook.Agents.Versions;

/// <summary>One version of an agent as it stands at Retell, with the version of its LLM that it speaks by.</summary>
/// <param name="Llm">Null when its words live in something else, like a conversation flow.</param>
public sealed record RetellVersion(JsonObject Agent, JsonObject? Llm)
{
    // Retell's own book-keeping, which a copy does not share with what it was made of.
    static readonly string[] Bookkeeping =
    [
        "version",
        "base_version",
        "is_published",
        "last_modification_timestamp",
        "version_title",
        "version_description",
        "assigned_tags",
        "response_engine",
    ];

    public int Number => (int)(Agent.Number("version") ?? -1);
    public bool IsPublished => Agent["is_published"]?.GetValueKind() is JsonValueKind.True;
    public string? LlmId => Llm.Text("llm_id");
    public int LlmVersion => (int)(Llm.Number("version") ?? 0);

    public string Name => Agent.Text("agent_name") ?? "";
    public string VoiceId => Agent.Text("voice_id") ?? "";
    public long MaxCallMs => (long)(Agent.Number("max_call_duration_ms") ?? 3_600_000);
    public string FullPrompt => AgentSettings.Lines(Llm.Text("general_prompt"));
    public string Greeting => AgentSettings.Lines(Llm.Text("begin_message"));

    /// <summary>Null with a greeting.</summary>
    public bool? OpensInOwnWords =>
        Greeting is not "" ? null : Llm.Text("start_speaker") is not "user" && Llm.Text("begin_message") is null;

    /// <summary>It says what these settings say.</summary>
    public bool Matches(AgentSettings settings, Agent agent) =>
        (Name, VoiceId, MaxCallMs, FullPrompt, Greeting)
            == (
                agent.NameAtRetell(settings) ?? Name,
                settings.VoiceId,
                settings.MaxCallMinutes * 60_000L,
                AgentSettings.Lines(settings.FullPrompt),
                settings.Greeting
            )
        && (settings.OpensInOwnWords is null || settings.OpensInOwnWords == OpensInOwnWords);

    public bool HasSameContentAs(RetellVersion other, Agent agent) =>
        (agent.Connection is null ? Name : "", VoiceId, MaxCallMs, FullPrompt, Greeting, OpensInOwnWords)
        == (
            agent.Connection is null ? other.Name : "",
            other.VoiceId,
            other.MaxCallMs,
            other.FullPrompt,
            other.Greeting,
            other.OpensInOwnWords
        );

    /// <summary>Made of it and not touched since.</summary>
    public bool IsCopyOf(RetellVersion other) =>
        LlmId == other.LlmId
        && JsonNode.DeepEquals(Content(Agent), Content(other.Agent))
        && JsonNode.DeepEquals(Content(Llm), Content(other.Llm));

    public ForeignEditNoticed Noticed(Agent agent, IReadOnlyList<Voice> voices)
    {
        var brief = Prompt.BriefIn(FullPrompt);
        return new(
            Number,
            agent.Connection is null ? Name.Replace($" ({agent.Tag})", "", StringComparison.Ordinal) : agent.Name,
            brief ?? FullPrompt,
            Greeting,
            VoiceId,
            voices.FirstOrDefault(x => x.Id == VoiceId)?.Name ?? VoiceId,
            (int)Math.Ceiling(MaxCallMs / 60_000d),
            IsWholePrompt: brief is null,
            OpensInOwnWords: OpensInOwnWords
        );
    }

    static JsonObject? Content(JsonObject? thing)
    {
        var content = thing?.DeepClone().AsObject();
        foreach (var name in Bookkeeping)
            content?.Remove(name);
        return content;
    }
}
