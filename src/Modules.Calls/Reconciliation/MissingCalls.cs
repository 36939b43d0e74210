namespace Switchhook.Calls.Reconciliation;

/// <summary>Which of the calls that Retell lists have to be read, because of something of them no delivery has told.</summary>
public static class MissingCalls
{
    public static readonly IReadOnlyList<string> RequiredEvents = ["call_ended", "call_analyzed"];

    /// <param name="arrived">Call id → the events that came for it.</param>
    public static IReadOnlyList<ListedCall> Of(
        IEnumerable<ListedCall> listed,
        IReadOnlySet<string> agents,
        ILookup<string, string> arrived,
        TimeSpan grace,
        DateTimeOffset now
    ) =>
        [
            .. from call in listed
            where call.Ended && call.RetellAgentId is not null && agents.Contains(call.RetellAgentId) && !IsFresh(call, grace, now)
            where !arrived[call.CallId].Contains("call_ended") || (call.Analyzed && !arrived[call.CallId].Contains("call_analyzed"))
            select call,
        ];

    /// <summary>Its webhooks may still be on their way. An end in the future says nothing: clocks differ.</summary>
    static bool IsFresh(ListedCall call, TimeSpan grace, DateTimeOffset now) => call.EndedAt is { } end && end <= now && now - end < grace;
}
