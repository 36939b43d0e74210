using Switchhook.Contracts;
using Wolverine.Persistence.EventSourcing;

namespace Switchhook.Calls.Recordings;

/// <summary>Somebody is about to hear a call. A player fetches a recording in many pieces: those of a few minutes are one listening.</summary>
public record TrackRecordingPlayback(string CallId, bool AsFile)
{
    public string Stream => Call.Key(CallId);
}

public static class TrackRecordingPlaybackHandler
{
    static readonly TimeSpan OneListening = TimeSpan.FromMinutes(5);

    public static RecordingPlayed? Handle(TrackRecordingPlayback command, [WriteModel(nameof(TrackRecordingPlayback.Stream))] Call? call, DateTimeOffset now) =>
        call is null ? throw new Refused("There is no such call.")
        : !command.AsFile && now - call.PlayedAt < OneListening ? null
        : new RecordingPlayed(command.AsFile);
}
