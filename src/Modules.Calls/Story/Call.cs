using System.Collections.Immutable;
using JasperFx.Events;

namespace Switchhook.Calls.Story;

/// <summary>What deciding over the next delivery needs to know of a call.</summary>
public sealed partial record Call
{
    public string Id { get; set; } = "";
    public Stage Latest { get; init; }
    public bool Started { get; init; }
    public bool Ended { get; init; }
    public bool Analyzed { get; init; }
    public Known<Parties> Parties { get; init; }
    public Known<DateTimeOffset?> StartedAt { get; init; }
    public Known<Ending> Ending { get; init; }
    public Known<string> Transcript { get; init; }
    public Known<string> RecordingUrl { get; init; }
    public Known<Cost> Cost { get; init; }
    public Known<int?> Response { get; init; }
    public DateTimeOffset? PlayedAt { get; init; }
    public ImmutableHashSet<string> Transfers { get; init; } = [];

    /// <summary>By their ids; null stands for one that was removed.</summary>
    public ImmutableDictionary<Guid, string?> Notes { get; init; } = ImmutableDictionary<Guid, string?>.Empty;

    public static string Key(string callId) => "call/" + callId;

    public bool Over => Ended || Analyzed;

    public Call Apply(CallStarted e) => Hear(e, Stage.Started) with { Started = true };
    public Call Apply(CallTransferred e) => this with { Transfers = Transfers.Add($"{e.Step} {e.Destination}") };
    public Call Apply(CallEnded e) => Hear(e, Stage.Ended) with { Ended = true };
    public Call Apply(CallAnalyzed e) => Hear(e, Stage.Analyzed) with { Analyzed = true };
    public Call Apply(CallCompleted e) => Hear(e, e.Stage);
    public Call Apply(CallNoted e) => this with { Notes = Notes.SetItem(e.NoteId, e.Text) };
    public Call Apply(CallNoteEdited e) => this with { Notes = Notes.SetItem(e.NoteId, e.Text) };
    public Call Apply(CallNoteRemoved e) => this with { Notes = Notes.SetItem(e.NoteId, null) };
    public Call Apply(IEvent<RecordingPlayed> e) => e.Data.AsFile ? this : this with { PlayedAt = e.Timestamp };

    /// <summary>The same for an event of any kind.</summary>
    public Call After(object e) => e switch
    {
        CallStarted started => Apply(started),
        CallTransferred transferred => Apply(transferred),
        CallEnded ended => Apply(ended),
        CallAnalyzed analyzed => Apply(analyzed),
        CallCompleted completed => Apply(completed),
        _ => this,
    };

    Call Hear(Told e, Stage stage) => this with
    {
        Latest = stage > Latest ? stage : Latest,
        Parties = Parties.Or(e.Parties, stage),
        StartedAt = StartedAt.Or(e.StartedAt, stage),
        Ending = Ending.Or(e.Ending, stage),
        Transcript = Transcript.Or(TranscriptDigest.Of(e.Transcript), stage),
        RecordingUrl = RecordingUrl.Or(e.RecordingUrl, stage),
        Cost = Cost.Or(e.Cost, stage),
        Response = Response.Or(e.ResponseMilliseconds, stage),
    };
}

/// <summary>A value, and how much Retell knew when it said it.</summary>
public readonly record struct Known<T>(T? Value, Stage From)
{
    public Known<T> Or(T? told, Stage stage) => told is null ? this : new(told, stage);
}
