using Marten;
using Switchhook.Calls.Live;
using Switchhook.Calls.Story;

namespace Switchhook.Calls.Reading;

/// <summary>Everything that the page of one call shows.</summary>
public sealed record CallPage(CallDetails Call, string Tab, IReadOnlyList<Turn> Transcript, IReadOnlyList<Happening> Timeline)
{
    public static readonly IReadOnlyList<(string Code, string Label)> Tabs = [("transcript", "Transcript"), ("timeline", "Timeline"), ("data", "Data"), ("cost", "Cost"), ("raw", "Raw")];

    public Outcome Outcome => Outcome.Named(Call.Outcome);
    public Lanes? Lanes => Reading.Lanes.Of(Transcript, Call.Milliseconds);
    public bool HasTimes => Transcript.Any(x => x.Start is not null);
    public bool HasRecording => Call is { Over: true, RecordingUrl: not null };

    /// <summary>Once a call is analysed nothing more is expected of it, and the page lies still.</summary>
    public bool IsLive => Call.Analysis is null;

    public string Url(string tab) => tab == Tabs[0].Code ? $"/calls/{Call.CallId}" : $"/calls/{Call.CallId}?tab={tab}";

    public string LiveUrl => $"/calls/{Call.CallId}?handler=Call&tab={Tab}";

    public string Speaker(Turn turn) => turn.Role switch
    {
        "agent" => Call.Parties?.AgentName is { Length: > 0 } name ? name : "Agent",
        "user" => Call.Analysis?.Said("caller_name") is { Length: > 0 } name ? name : "Caller",
        "transfer_target" => "Transferred to",
        _ => CallWords.Label(turn.Role),
    };

    public static async Task<CallPage?> ReadAsync(IQuerySession session, string callId, string? tab, CancellationToken stop)
    {
        if (await session.LoadAsync<CallDetails>(Story.Call.Key(callId), stop) is not { } call) return null;
        var live = call.Over ? null : await session.LoadAsync<LiveTranscript>(callId, stop);
        var chosen = Tabs.Any(x => x.Code == tab) ? tab! : Tabs[0].Code;
        var story = chosen == "timeline" ? await session.Events.FetchStreamAsync(call.Id, token: stop) : [];
        return new(call, chosen, live?.Turns ?? call.Transcript, [.. story.Select(Happening.Of).OrderBy(x => x.At)]);
    }
}
