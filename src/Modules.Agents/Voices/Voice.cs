using Switchhook.Agents.Retell;

namespace Switchhook.Agents.Voices;

public record Voice(string Id, string Name, string? Gender, string? Accent, string? Age, string? PreviewUrl)
{
    public string Sounds =>
        string.Join(
            ", ",
            new[] { string.IsNullOrEmpty(Gender) ? null : char.ToUpperInvariant(Gender[0]) + Gender[1..], Accent, Age }.Where(x =>
                !string.IsNullOrWhiteSpace(x)
            )
        );

    /// <summary>What one can ask for, in words of their own: how it sounds, most frequent first.</summary>
    public static IEnumerable<string> SoundsOf(IEnumerable<Voice> voices) =>
        voices
            .SelectMany(x => x.Sounds.Split(", ", StringSplitOptions.RemoveEmptyEntries))
            .GroupBy(x => x)
            .OrderByDescending(x => x.Count())
            .ThenBy(x => x.Key, StringComparer.Ordinal)
            .Select(x => x.Key);

    public static Voice Of(RetellVoice voice) =>
        new(voice.VoiceId, voice.VoiceName, voice.Gender, voice.Accent, voice.Age, voice.PreviewAudioUrl);
}
