namespace Switchhook.Agents;

public record RetellVoice(string VoiceId, string VoiceName, string? Provider, string? Gender, string? Accent, string? Age, string? PreviewAudioUrl);
