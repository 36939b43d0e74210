using Marten;
using Switchhook.BuildingBlocks;
using Switchhook.Calls.Live;
using Switchhook.Calls.Searching;
using Switchhook.Calls.Story;
using Switchhook.Contracts;

namespace Switchhook.Calls.Reading;

/// <summary>Everything that the page of one call shows.</summary>
public sealed record CallPage(CallDetails Call, string Tab, IReadOnlyList<Turn> Transcript, IReadOnlyList<Mark> Marks)
{
    public static readonly IReadOnlyList<(string Code, string Label)> Tabs = [("transcript", "Transcript"), ("timeline", "Timeline"), ("data", "Data"), ("cost", "Cost"), ("raw", "Raw")];

    public IReadOnlyList<Happening> Timeline { get; init; } = [];
    public Around Around { get; init; } = Around.Nothing;

    /// <summary>The lead that the call made or joined.</summary>
    public LeadShown? Lead { get; init; }

    /// <summary>No rule made a lead of it: its owner may.</summary>
    public bool MayBecomeLead { get; init; }

    public bool IsBlocked { get; init; }

    /// <summary>Who may be blocked from here: a number that rang in, not one that withheld itself (E.164).</summary>
    public string? Blockable => 
        Call.Parties is { Outbound: false } && !IsBlocked ? PhoneNumber.LineOf(Call.Caller) : null;

    /// <summary>For a note that is about to be written: sent twice, it is one.</summary>
    public Guid NextNote { get; init; }
    public Sought Sought { get; init; } = Sought.Nothing;

    /// <summary>The second that the page is opened at.</summary>
    public double? At { get; init; }

    public Outcome Outcome => Outcome.Named(Call.Outcome);
    public Lanes? Lanes => Reading.Lanes.Of(Transcript, Call.Milliseconds, Marks);
    public bool HasTimes => Transcript.Any(x => x.Start is not null);
    /// <summary>Where the recording is kept, when this site does not fetch from there.</summary>
    public string? RefusedHost { get; init; }

    public bool HasRecording => Call is { Over: true, RecordingUrl: not null } && RefusedHost is null;

    public bool IsLive => Call.Analysis is null;

    /// <summary>Once a call is analysed and read for leads nothing more is expected of it, and the page lies still.</summary>
    public bool IsFollowed => IsLive || (Lead is null && !MayBecomeLead);

    public string Url(string tab) => tab == Tabs[0].Code ? $"/calls/{Call.CallId}" : $"/calls/{Call.CallId}?tab={tab}";

    public string LiveUrl => $"/calls/{Call.CallId}?handler=Call&tab={Tab}" + (Sought.IsAnything ? "&q=" + Uri.EscapeDataString(Sought.Text) : "");

    /// <summary>A line's own address: without scripts it opens the page there.</summary>
    public string UrlOf(int turn) => Transcript[turn].Start is { } start ? $"/calls/{Call.CallId}?t={CallWords.Seconds(start)}#turn-{turn}" : $"/calls/{Call.CallId}#turn-{turn}";

    public string UrlOf(Mark mark) => mark.At is { } at ? $"/calls/{Call.CallId}?t={CallWords.Seconds(at)}#turn-{mark.Turn}" : UrlOf(mark.Turn);

    public Mark? MarkOf(Field field) => Marks.FirstOrDefault(x => ReferenceEquals(x.Field, field));

    /// <summary>The line that is heard at the second the page is opened at.</summary>
    public int? Current => At is not { } at || !HasTimes ? null : Enumerable.Range(0, Transcript.Count).Where(i => Transcript[i].Start <= at + .05).Select(i => (int?)i).LastOrDefault();

    public string Speaker(Turn turn) => turn.Role switch
    {
        "agent" => Call.Parties?.AgentName is { Length: > 0 } name ? name : "Agent",
        "user" => Call.Analysis?.Said("caller_name") is { Length: > 0 } name ? name : "Caller",
        "transfer_target" => "Transferred to",
        _ => CallWords.Label(turn.Role),
    };

    public static CallPage Of(CallDetails call, string? tab, IReadOnlyList<Turn> turns) =>
        new(call, Tabs.Any(x => x.Code == tab) ? tab! : Tabs[0].Code, turns, Heard.Marks(turns, call.Analysis));

    public static async Task<CallPage?> ReadAsync(IQuerySession session, ILeadsOfCalls leads, string callId, string? tab, CancellationToken stop)
    {
        if (await session.LoadAsync<CallDetails>(Story.Call.Key(callId), stop) is not { } call) return null;
        var live = call.Over ? null : await session.LoadAsync<LiveTranscript>(callId, stop);
        var page = Of(call, tab, live?.Turns ?? call.Transcript);
        var story = page.Tab == "timeline" ? await session.Events.FetchStreamAsync(call.Id, token: stop) : [];
        var lead = (await leads.OfAsync([callId], stop)).GetValueOrDefault(callId);
        return page with
        {
            Timeline = [.. story.Select(Happening.Of).OrderBy(x => x.At)], Around = await Around.ReadAsync(session, call, stop),
            IsBlocked = call.Caller is { } number && await leads.IsBlockedAsync(number, stop),
            Lead = lead, MayBecomeLead = lead is null && await leads.HasPassedAsync(callId, stop),
        };
    }
}
