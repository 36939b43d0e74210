namespace Switchhook.Contracts;

/// <summary>
/// Calls → Leads: a call was analysed, or more is known of one that was. <c>Fields</c> are Retell's custom analysis data by name.
/// </summary>
/// <param name="CallId">Retell's call_id.</param>
/// <param name="CallerNumber">As Retell sent it: usually E.164, but "anonymous" and SIP addresses occur; null for web calls.</param>
/// <param name="Line">The owner's side of the call, as Retell sent it: the number that was dialled, or that an outbound call came
/// from.</param>
/// <param name="Sentiment">Positive, Neutral, Negative or Unknown.</param>
/// <param name="HeardAt">Seconds into the recording at which the words of a field were said; without those that nobody said as they are
/// written. Null when nothing new is known about that.</param>
/// <param name="StartedAt">When the call happened, not when it was told of.</param>
/// <param name="Revision">Of two of one call, the higher one says what is known by now.</param>
/// <param name="EndedAt">Null where Retell did not say.</param>
/// <param name="Outbound">The agent called them.</param>
/// <param name="Voicemail">Nobody but a voicemail answered.</param>
public record CallAnalyzedNotice(
    string CallId,
    string? CallerNumber,
    DateTimeOffset StartedAt,
    string Summary,
    string Sentiment,
    IReadOnlyDictionary<string, string> Fields,
    bool Simulated,
    IReadOnlyDictionary<string, double>? HeardAt = null,
    long Revision = 0,
    DateTimeOffset? EndedAt = null,
    bool Outbound = false,
    bool Voicemail = false,
    string? Line = null
) : PersonalData;

/// <summary>Calls → Leads: the same of several calls of one owner at once, in the order in which they were told of.</summary>
public record CallsAnalyzedNotice(IReadOnlyList<CallAnalyzedNotice> Calls) : PersonalData;
