using JasperFx.Events;
using Switchhook.BuildingBlocks.Input;
using Switchhook.Calls.List;

namespace Switchhook.Calls.Details;

/// <summary>A line of a call's timeline.</summary>
public sealed record TimelineEntry(string What, string? More, string Tone, DateTimeOffset At)
{
    public static TimelineEntry Of(IEvent e) =>
        e.Data switch
        {
            CallStarted started => new("Call started", null, "info", started.StartedAt ?? e.Timestamp),
            CallTransferred transfer => new($"Transfer {transfer.Step}", PhoneNumber.Display(transfer.Destination), "info", e.Timestamp),
            CallEnded ended => new(
                ended.Ending?.NeverConnected == true ? "Call did not connect" : "Call ended",
                ended.Ending is { } ending
                    ? ending.Milliseconds is { } ms
                        ? $"{ending.Label} after {CallText.Length(ms)}"
                        : ending.Label
                    : null,
                "good",
                ended.Ending?.At ?? e.Timestamp
            ),
            CallAnalyzed analyzed => new(
                "Call analysed",
                $"{analyzed.Analysis.Fields.Count} answers, sentiment {analyzed.Analysis.Sentiment}",
                "good",
                e.Timestamp
            ),
            CallReanalyzed again => new(
                "Call analysed again",
                $"{again.Analysis.Fields.Count} answers, sentiment {again.Analysis.Sentiment}. The newer analysis counts.",
                "good",
                e.Timestamp
            ),
            RecordingPlayed played => new(played.AsFile ? "Recording downloaded" : "Recording played", null, "info", e.Timestamp),
            CallNoted noted => new("You added a note", noted.Text, "info", e.Timestamp),
            CallNoteEdited edited => new("You changed a note", edited.Text, "info", e.Timestamp),
            CallNoteRemoved => new("You removed a note", null, "ignored", e.Timestamp),
            CallSupplemented => new("More was learned", "A later delivery filled what was missing", "ignored", e.Timestamp),
            _ => new(e.EventTypeName, null, "ignored", e.Timestamp),
        };
}
