using Switchhook.BuildingBlocks;
using Switchhook.Contracts;

namespace Switchhook.Leads;

/// <summary>What one call said, word for word, so that another rule can be applied later without asking Retell.</summary>
/// <param name="CallerNumber">As Retell sent it.</param>
/// <param name="Line">The number that was dialled, as Retell sent it; of a call that the agent made, the one it called from.</param>
/// <param name="HeardAt">Seconds into the recording at which the words of a field were said.</param>
/// <param name="Revision">Of two of one call, the higher one says what is known by now.</param>
[ShapeName("CallSaid")]
public record CallContent(
    string CallId,
    string? CallerNumber,
    DateTimeOffset CalledAt,
    string Summary,
    IReadOnlyDictionary<string, string> Fields,
    IReadOnlyDictionary<string, double>? HeardAt = null,
    bool Simulated = false,
    long Revision = 0,
    DateTimeOffset? EndedAt = null,
    bool Outbound = false,
    bool Voicemail = false,
    string? Line = null
)
{
    public static CallContent From(CallAnalyzedNotice call) =>
        new(
            call.CallId,
            call.CallerNumber,
            call.StartedAt,
            call.Summary,
            call.Fields,
            call.HeardAt,
            call.Simulated,
            call.Revision,
            call.EndedAt,
            call.Outbound,
            call.Voicemail,
            call.Line
        );

    /// <summary>Nothing was learned about when things were said: then what was known of that stays.</summary>
    public CallContent WithSourcesOf(CallContent? before) => HeardAt is null ? this with { HeardAt = before?.HeardAt } : this;
}

/// <summary>A call that the rule made no lead of. Kept, because another rule may.</summary>
public record UnqualifiedCall(string Id, CallContent Said);
