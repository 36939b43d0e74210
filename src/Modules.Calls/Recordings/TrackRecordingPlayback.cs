using Switchhook.Contracts;
using Wolverine.Persistence.EventSourcing;

namespace Switchhook.Calls.Recordings;

/// <summary>A recording is about to be played. Players fetch it in pieces: requests within a few minutes are one playback.</summary>
public record TrackRecordingPlayback(string CallId, bool AsFile)
{
    public string Stream => Call.Key(CallId);
}

public static class TrackRecordingPlaybackHandler
{
    static readonly TimeSpan OneListening = TimeSpan.FromMinutes(5);

    public static RecordingPlayed? Handle(
        TrackRecordingPlayback command,
        [WriteModel(nameof(TrackRecordingPlayback.Stream))] Call? call,
        DateTimeOffset now
    ) =>
        call is null ? throw new Refused("There is no such call.")
        : !command.AsFile && now - call.PlayedAt < OneListening ? null
        : new RecordingPlayed(command.AsFile);
}
