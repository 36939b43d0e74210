namespace Switchhook.Agents;

public record Voice(string Id, string Name, string? Gender, string? Accent, string? Age, string? PreviewUrl)
{
    public string Sounds => string.Join(", ", new[] { Gender is null ? null : char.ToUpperInvariant(Gender[0]) + Gender[1..], Accent, Age }.Where(x => !string.IsNullOrWhiteSpace(x)));

    public static Voice Of(RetellVoice voice) =>
        new(voice.VoiceId, voice.VoiceName, voice.Gender, voice.Accent, voice.Age, voice.PreviewAudioUrl);
}
