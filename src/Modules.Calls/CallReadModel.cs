using JasperFx.Events;

namespace Switchhook.Calls;

/// <summary>What both the list and the page show of a call. Events hold only what is news, so the last word on each thing stands.</summary>
public abstract class CallReadModel
{
    /// <summary>The stream's key, call/{Retell's call_id}.</summary>
    public string Id { get; set; } = "";
    public Parties? Parties { get; set; }
    public DateTimeOffset HeardAt { get; set; }
    public DateTimeOffset? StartedAt { get; set; }
    public Disconnection? Ending { get; set; }
    public Analysis? Analysis { get; set; }
    public bool Over { get; set; }
    public bool Booked { get; set; }

    public string CallId => Id["call/".Length..];
    public DateTimeOffset At => StartedAt ?? Ending?.At ?? HeardAt;
    public bool InProgress => !Over;
    public long? Milliseconds => Ending?.Milliseconds ?? (Ending?.At - StartedAt)?.Ticks / TimeSpan.TicksPerMillisecond;
    public string Outcome =>
        Over
            ? Switchhook.Calls.Outcome.Of(Ending ?? new(null, null, null, null), Analysis, Booked).Code
            : Switchhook.Calls.Outcome.InCall.Code;
    public string? Caller => Parties?.Caller;

    /// <summary>Retell ends every call after two hours.</summary>
    public static readonly TimeSpan LongestCall = TimeSpan.FromMinutes(125);

    /// <summary>The call must be over by now, but no delivery has reported its end.</summary>
    public bool IsMissingEnd(DateTimeOffset now) => !Over && now - At > LongestCall;

    public Outcome OutcomeAt(DateTimeOffset now) =>
        IsMissingEnd(now) ? Switchhook.Calls.Outcome.NoEnd : Switchhook.Calls.Outcome.Named(Outcome);

    public string? Sentiment => Analysis?.Sentiment;

    protected void ApplyFacts(IEvent e, CallFacts payload)
    {
        if (HeardAt == default)
            HeardAt = e.Timestamp;
        Parties = payload.Parties?.MergedOver(Parties) ?? Parties;
        StartedAt = payload.StartedAt ?? StartedAt;
        Ending = payload.Ending?.MergedOver(Ending) ?? Ending;
        Over |= payload is CallEnded or CallAnalyzed;
        Booked = payload.Transcript is { } turns ? BookingDetection.Detect(turns) : Booked;
        Analysis = payload switch
        {
            CallAnalyzed first => first.Analysis,
            CallReanalyzed again => again.Analysis,
            _ => Analysis,
        };
    }
}
