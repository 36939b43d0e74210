namespace Switchhook.Agents;

/// <summary>All that an owner decides about an agent, and can change.</summary>
/// <param name="Brief">What the owner wrote; our frame goes around it, unless it is the whole prompt.</param>
/// <param name="Greeting">The first words. With none, the agent waits for the caller to speak.</param>
/// <param name="IsWholePrompt">The prompt was written at Retell: it stands as it is, without our frame.</param>
public record AgentSettings(string Name, string Brief, string Greeting, string VoiceId, string VoiceName, int MaxCallMinutes, bool IsWholePrompt = false)
{
    public string FullPrompt => IsWholePrompt ? Brief : Prompt.For(Brief);

    public string NameAtRetell(string tag) => $"{Name} ({tag})";

    public static AgentSettings Of(AgentRequested e) => new(
        e.Name, Lines(e.Brief), e.Greeting ?? Prompt.Greeting, e.VoiceId, e.VoiceName, e.MaxCallMinutes ?? CallLimits.Usual);

    public static AgentSettings Of(AgentFound e, string name) => new(
        name, Lines(e.Prompt), Lines(e.Greeting), e.VoiceId, e.VoiceName, e.MaxCallMinutes, IsWholePrompt: true);

    public static AgentSettings Of(AgentEdited e) => new(e.Name, e.Brief, e.Greeting, e.VoiceId, e.VoiceName, e.MaxCallMinutes, e.IsWholePrompt);

    public static AgentSettings Of(ForeignEditNoticed e) => new(e.Name, e.Brief, e.Greeting, e.VoiceId, e.VoiceName, e.MaxCallMinutes, e.IsWholePrompt);

    public static AgentSettings Of(ForeignEditKept e) => new(e.Name, e.Brief, e.Greeting, e.VoiceId, e.VoiceName, e.MaxCallMinutes, e.IsWholePrompt);

    public static AgentSettings Of(AgentDetails x) => new(x.Name, Lines(x.Brief), x.Greeting, x.VoiceId, x.VoiceName, x.MaxCallMinutes, x.IsWholePrompt);

    /// <summary>A form sends other line ends than it was given: that alone is no change.</summary>
    public static string Lines(string? text) => (text ?? "").ReplaceLineEndings("\n").Trim();
}
