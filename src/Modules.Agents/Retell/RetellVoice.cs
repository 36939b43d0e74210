using System.Text.Json;
using Switchhook.BuildingBlocks.Retell;

namespace Switchhook.Agents.Retell;

/// <summary>A voice as Retell tells of it; whatever it does not say, or says oddly, is left bare.</summary>
public record RetellVoice(string VoiceId, string VoiceName, string? Gender, string? Accent, string? Age, string? PreviewAudioUrl)
{
    public static RetellVoice? Read(JsonElement row) =>
        row.GetStringOrNull("voice_id") is { } id
            ? new(
                id,
                row.GetStringOrNull("voice_name") ?? id,
                row.GetStringOrNull("gender"),
                row.GetStringOrNull("accent"),
                row.GetStringOrNull("age"),
                row.GetStringOrNull("preview_audio_url")
            )
            : null;
}
