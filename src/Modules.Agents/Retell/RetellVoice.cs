using System.Text.Json;
using Switchhook.BuildingBlocks.Retell;

namespace Switchhook.Agents.Retell;

/// <summary>A voice as Retell tells of it; whatever it does not say, or says oddly, is left bare.</summary>
public record RetellVoice(string VoiceId, string VoiceName, string? Gender, string? Accent, string? Age, string? PreviewAudioUrl)
{
    public static RetellVoice? Read(JsonElement row) => row.Words("voice_id") is { } id
        ? new(id, row.Words("voice_name") ?? id, row.Words("gender"), row.Words("accent"), row.Words("age"), row.Words("preview_audio_url")) : null;
}
