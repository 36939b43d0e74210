namespace Switchhook.Agents.Versions;

/// <summary>All that an owner decides about an agent, and can change.</summary>
/// <param name="Brief">What the owner wrote; our frame goes around it, unless it is the whole prompt.</param>
/// <param name="Greeting">The first words; empty where none are set.</param>
/// <param name="OpensInOwnWords">
/// Without a greeting: whether the model speaks first and writes its own first line, or waits for the caller. Null with a greeting, and for
/// what was stored before the two were told apart.
/// </param>
/// <param name="IsWholePrompt">The prompt was written at Retell: it stands as it is, without our frame.</param>
public record AgentSettings(
    string Name,
    string Brief,
    string Greeting,
    string VoiceId,
    string VoiceName,
    int MaxCallMinutes,
    bool IsWholePrompt = false,
    bool? OpensInOwnWords = null
)
{
    public string FullPrompt => IsWholePrompt ? Brief : Prompt.For(Brief);

    public string NameAtRetell(string tag) => $"{Name} ({tag})";

    public static AgentSettings Of(AgentRequested e) =>
        new(e.Name, Lines(e.Brief), e.Greeting ?? Prompt.Greeting, e.VoiceId, e.VoiceName, e.MaxCallMinutes ?? CallLimits.DefaultMinutes);

    public static AgentSettings Of(AgentFound e, string name) =>
        new(
            name,
            Lines(e.Prompt),
            Lines(e.Greeting),
            e.VoiceId,
            e.VoiceName,
            e.MaxCallMinutes,
            IsWholePrompt: true,
            OpensInOwnWords: Opens(e.Greeting)
        );

    public static AgentSettings Of(AgentEdited e) =>
        new(e.Name, e.Brief, e.Greeting, e.VoiceId, e.VoiceName, e.MaxCallMinutes, e.IsWholePrompt, e.OpensInOwnWords);

    public static AgentSettings Of(ForeignEditNoticed e) =>
        new(e.Name, e.Brief, e.Greeting, e.VoiceId, e.VoiceName, e.MaxCallMinutes, e.IsWholePrompt, e.OpensInOwnWords);

    public static AgentSettings Of(ForeignEditKept e) =>
        new(e.Name, e.Brief, e.Greeting, e.VoiceId, e.VoiceName, e.MaxCallMinutes, e.IsWholePrompt, e.OpensInOwnWords);

    public static AgentSettings Of(AgentDetails x) =>
        new(x.Name, Lines(x.Brief), x.Greeting, x.VoiceId, x.VoiceName, x.MaxCallMinutes, x.IsWholePrompt, x.OpensInOwnWords);

    /// <summary>At Retell no first line at all and an empty one are not the same.</summary>
    public static bool? Opens(string? beginMessage) => Lines(beginMessage) is "" ? beginMessage is null : null;

    public string GreetingInWords =>
        Greeting is not ""
            ? Greeting
            : OpensInOwnWords switch
            {
                true => "Opens in its own words",
                false => "Waits for the caller to speak",
                null => "No greeting",
            };

    /// <summary>A form sends other line ends than it was given: that alone is no change.</summary>
    public static string Lines(string? text) => (text ?? "").ReplaceLineEndings("\n").Trim();
}
