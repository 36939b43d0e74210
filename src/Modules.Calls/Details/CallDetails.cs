using JasperFx.Events;
using Marten.Events.Aggregation;
using Switchhook.Calls.Notes;

namespace Switchhook.Calls.Details;

/// <summary>The page of one call. The recording's address is for the server alone: it is a credential.</summary>
public sealed class CallDetails : CallReadModel
{
    public IReadOnlyList<Turn> Transcript { get; set; } = [];
    public string? RecordingUrl { get; set; }
    public Cost? Cost { get; set; }
    public int? ResponseMilliseconds { get; set; }
    public IReadOnlyList<CallNote> Notes { get; set; } = [];

    internal CallDetails With(IEvent e, CallFacts payload)
    {
        ApplyFacts(e, payload);
        Transcript = payload.Transcript ?? Transcript;
        RecordingUrl = payload.RecordingUrl ?? RecordingUrl;
        Cost = payload.Cost is { Cents: var cents } && Switchhook.Calls.Cost.IsPrice(cents) ? payload.Cost : Cost;
        ResponseMilliseconds = payload.ResponseMilliseconds ?? ResponseMilliseconds;
        return this;
    }
}

public sealed partial class CallDetailsProjection : SingleStreamProjection<CallDetails, string>
{
    public void Apply(IEvent<CallStarted> e, CallDetails call) => call.With(e, e.Data);

    public void Apply(IEvent<CallEnded> e, CallDetails call) => call.With(e, e.Data);

    public void Apply(IEvent<CallAnalyzed> e, CallDetails call) => call.With(e, e.Data);

    public void Apply(IEvent<CallReanalyzed> e, CallDetails call) => call.With(e, e.Data);

    public void Apply(IEvent<CallSupplemented> e, CallDetails call) => call.With(e, e.Data);

    public void Apply(IEvent<CallNoted> e, CallDetails call) => call.Notes = [.. call.Notes, new(e.Data.NoteId, e.Data.Text, e.Timestamp)];

    public void Apply(IEvent<CallNoteEdited> e, CallDetails call) =>
        call.Notes = [.. call.Notes.Select(x => x.Id == e.Data.NoteId ? x with { Text = e.Data.Text, EditedAt = e.Timestamp } : x)];

    public void Apply(CallNoteRemoved e, CallDetails call) => call.Notes = [.. call.Notes.Where(x => x.Id != e.NoteId)];
}
