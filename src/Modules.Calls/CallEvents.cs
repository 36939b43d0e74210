namespace Switchhook.Calls;

/// <summary>
/// What a delivery told about a call that was not known, or known less well, before. Deliveries come in any order and any subset, and each
/// repeats most of the one before: an event holds only the news, and what it leaves empty stays as it was. That holds for each field of its
/// parts too.
/// </summary>
public abstract record CallFacts
{
    /// <summary>When Retell signed what told it; null in events from before this was kept.</summary>
    public DateTimeOffset? ToldAt { get; init; }

    /// <summary>The transcript that is known was told again: the stream holds it once.</summary>
    public bool? SameTranscript { get; init; }
    public Parties? Parties { get; init; }
    public DateTimeOffset? StartedAt { get; init; }
    public Disconnection? Ending { get; init; }
    public IReadOnlyList<Turn>? Transcript { get; init; }
    public string? RecordingUrl { get; init; }
    public Cost? Cost { get; init; }
    public int? ResponseMilliseconds { get; init; }
}

public sealed record CallStarted : CallFacts;

public sealed record CallTransferred(string Step, string? Destination);

public sealed record CallEnded : CallFacts;

public sealed record CallAnalyzed : CallFacts
{
    public required Analysis Analysis { get; init; }
}

/// <summary>Retell analysed the call again, or told an analysis in another version: this is what is understood by now, all of it.</summary>
public sealed record CallReanalyzed : CallFacts
{
    public required Analysis Analysis { get; init; }
}

/// <summary>A second version of a delivery, or reconciliation with Retell, filled a gap.</summary>
public sealed record CallSupplemented : CallFacts
{
    public required CallStage Stage { get; init; }
}

/// <summary>An owner played the recording or downloaded it; the event's metadata say who.</summary>
public sealed record RecordingPlayed(bool AsFile);

/// <summary>The owner wrote something down about the call.</summary>
public sealed record CallNoted(Guid NoteId, string Text);

public sealed record CallNoteEdited(Guid NoteId, string Text);

public sealed record CallNoteRemoved(Guid NoteId);

/// <summary>How much Retell knew when it said something: the later stage is believed.</summary>
public enum CallStage
{
    Unheard,
    Started,
    Ended,
    Analyzed,
}
