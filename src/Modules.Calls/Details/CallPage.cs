using System.Globalization;
using Marten;
using Switchhook.BuildingBlocks.Input;
using Switchhook.Calls.List;
using Switchhook.Calls.LiveTranscripts;
using Switchhook.Calls.Search;
using Switchhook.Contracts;

namespace Switchhook.Calls.Details;

/// <summary>Everything that the page of one call shows.</summary>
public sealed record CallPage(CallDetails Call, string Tab, IReadOnlyList<Turn> Transcript, IReadOnlyList<SourcePosition> Sources)
{
    public static readonly IReadOnlyList<(string Code, string Label)> Tabs =
    [
        ("transcript", "Transcript"),
        ("timeline", "Timeline"),
        ("data", "Data"),
        ("cost", "Cost"),
        ("raw", "Raw"),
    ];

    public IReadOnlyList<TimelineEntry> Timeline { get; init; } = [];
    public NeighbouringCalls Neighbours { get; init; } = NeighbouringCalls.None;

    /// <summary>The lead that the call made or joined.</summary>
    public LeadSummary? Lead { get; init; }

    /// <summary>No rule made a lead of it: its owner may.</summary>
    public bool MayBecomeLead { get; init; }

    public bool IsBlocked { get; init; }

    /// <summary>The number that can be blocked from this page, E.164; null when the caller hid it.</summary>
    public string? Blockable => Call.Parties is { Outbound: false } && !IsBlocked ? PhoneNumber.LineOf(Call.Caller) : null;

    /// <summary>For a note that is about to be written: sent twice, it is one.</summary>
    public Guid NextNote { get; init; }
    public SearchQuery Query { get; init; } = SearchQuery.Empty;

    /// <summary>The second that the page is opened at.</summary>
    public double? At { get; init; }

    public DateTimeOffset Now { get; init; }

    /// <summary>The part is put beside one that is shown: there it does not say that it goes on.</summary>
    public bool IsFragment { get; init; }

    /// <summary>Which part of a long transcript is asked for.</summary>
    public TranscriptRange RequestedRange { get; init; } = TranscriptRange.Any;

    public Outcome Outcome => Call.OutcomeAt(Now);
    public bool IsInProgress => Call.InProgress && !Call.IsMissingEnd(Now);

    /// <summary>What of the transcript is shown: of a call that goes on its end, else from where something asked for stands.</summary>
    public TranscriptWindow Window =>
        shown ??= TranscriptWindow.Of(
            Transcript,
            RequestedRange,
            RequestedRange.Turn ?? CurrentTurn ?? FirstHit ?? (IsInProgress ? Transcript.Count - 1 : 0)
        );

    TranscriptWindow? shown;

    int? FirstHit =>
        Query.HasTerms
            ? Enumerable
                .Range(0, Transcript.Count)
                .Where(i => Transcript[i].IsSpeech && Query.In(Transcript[i].Text).Any())
                .Select(i => (int?)i)
                .FirstOrDefault()
            : null;

    /// <summary>The page with another part, and what is put in that part's place when it is fetched.</summary>
    public string PartUrl(string part, bool fetched) =>
        $"/calls/{Call.CallId}?{(fetched ? "handler=Turns&" : "")}{part}"
        + (Query.HasTerms ? "&q=" + Uri.EscapeDataString(Query.Text) : "");

    public PlayerTracks? Tracks => Switchhook.Calls.Details.PlayerTracks.Of(Transcript, Call.Milliseconds, Sources);
    public bool HasTimes => Transcript.Any(x => x.Start is not null);

    /// <summary>Where the recording is kept, when this site does not fetch from there.</summary>
    public string? RefusedHost { get; init; }

    public bool HasRecording => Call is { Over: true, RecordingUrl: not null } && RefusedHost is null;

    public bool IsLive => Call.Analysis is null;

    /// <summary>Once a call is analysed and checked for a lead nothing more is expected, so the page stops updating.</summary>
    public bool HasLiveUpdates => IsLive || (Lead is null && !MayBecomeLead);

    public string Url(string tab) => tab == Tabs[0].Code ? $"/calls/{Call.CallId}" : $"/calls/{Call.CallId}?tab={tab}";

    public string LiveUrl =>
        $"/calls/{Call.CallId}?handler=Call&tab={Tab}"
        + (Query.HasTerms ? "&q=" + Uri.EscapeDataString(Query.Text) : "")
        + RequestedRange.Query;

    /// <summary>A line's own address: without scripts it opens the page there.</summary>
    public string UrlOf(int turn) => UrlOf(turn, Transcript[turn].Start);

    public string UrlOf(SourcePosition mark) => UrlOf(mark.Turn, mark.At ?? Transcript[mark.Turn].Start);

    string UrlOf(int turn, double? at)
    {
        var second = at is { } known ? $"t={CallText.Seconds(known)}&" : "";
        return string.Create(CultureInfo.InvariantCulture, $"/calls/{Call.CallId}?{second}turn={turn}#turn-{turn}");
    }

    public SourcePosition? SourceOf(AnalysisField field) => Sources.FirstOrDefault(x => ReferenceEquals(x.Field, field));

    /// <summary>The line that is heard at the second the page is opened at.</summary>
    public int? CurrentTurn =>
        At is not { } at || !HasTimes
            ? null
            : Enumerable.Range(0, Transcript.Count).Where(i => Transcript[i].Start <= at + .05).Select(i => (int?)i).LastOrDefault();

    public string Speaker(Turn turn) =>
        turn.Role switch
        {
            "agent" => Call.Parties?.AgentName is { Length: > 0 } name ? name : "Agent",
            "user" => Call.Analysis?.Said("caller_name") is { Length: > 0 } name ? name : "Caller",
            "transfer_target" => "Transferred to",
            _ => CallText.Label(turn.Role),
        };

    public static CallPage Of(CallDetails call, string? tab, IReadOnlyList<Turn> turns) =>
        new(call, Tabs.Any(x => x.Code == tab) ? tab! : Tabs[0].Code, turns, SourceLocator.Locate(turns, call.Analysis));

    public static async Task<CallPage?> ReadAsync(
        IQuerySession session,
        ILeadsOfCalls leads,
        string callId,
        string? tab,
        CancellationToken stop
    )
    {
        if (await session.LoadAsync<CallDetails>(Switchhook.Calls.Call.Key(callId), stop) is not { } call)
            return null;
        var live = call.Over ? null : await session.LoadAsync<LiveTranscript>(callId, stop);
        var page = Of(call, tab, live?.Turns ?? call.Transcript);
        var story = page.Tab == "timeline" ? await session.Events.FetchStreamAsync(call.Id, token: stop) : [];
        var lead = (await leads.OfAsync([callId], stop)).GetValueOrDefault(callId);
        return page with
        {
            Timeline = [.. story.Select(TimelineEntry.Of).OrderBy(x => x.At)],
            Neighbours = await NeighbouringCalls.ReadAsync(session, call, stop),
            IsBlocked = call.Caller is { } number && await leads.IsBlockedAsync(number, stop),
            Lead = lead,
            MayBecomeLead = lead is null && await leads.IsUnqualifiedAsync(callId, stop),
        };
    }
}
