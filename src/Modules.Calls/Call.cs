using System.Collections.Immutable;
using JasperFx.Events;

namespace Switchhook.Calls;

/// <summary>What deciding over the next delivery needs to know of a call: each field by itself, with how much it is worth.</summary>
public sealed partial record Call
{
    public string Id { get; set; } = "";
    public bool Started { get; init; }
    public bool Ended { get; init; }
    public bool Analyzed { get; init; }
    public RankedValue<string> RetellAgentId { get; init; }
    public RankedValue<int?> AgentVersion { get; init; }
    public RankedValue<string> AgentName { get; init; }
    public RankedValue<string> Direction { get; init; }
    public RankedValue<string> From { get; init; }
    public RankedValue<string> To { get; init; }
    public bool Web { get; init; }
    public bool Simulated { get; init; }
    public RankedValue<DateTimeOffset?> StartedAt { get; init; }
    public RankedValue<DateTimeOffset?> EndedAt { get; init; }
    public RankedValue<string> Reason { get; init; }
    public RankedValue<string> Status { get; init; }
    public RankedValue<long?> Milliseconds { get; init; }
    public RankedValue<string> Transcript { get; init; }
    public RankedValue<string> RecordingUrl { get; init; }
    public RankedValue<Cost> Cost { get; init; }
    public RankedValue<int?> Response { get; init; }
    public RankedValue<string> Summary { get; init; }
    public RankedValue<string> Sentiment { get; init; }
    public RankedValue<bool?> Successful { get; init; }
    public RankedValue<bool?> InVoicemail { get; init; }
    public RankedValue<AnalysisFields> Fields { get; init; }
    public DateTimeOffset? PlayedAt { get; init; }
    public ImmutableHashSet<string> Transfers { get; init; } = [];

    /// <summary>By their ids; null stands for one that was removed.</summary>
    public ImmutableDictionary<Guid, string?> Notes { get; init; } = ImmutableDictionary<Guid, string?>.Empty;

    public static string Key(string callId) => "call/" + callId;

    public bool IsOver => Ended || Analyzed;

    public string? Caller => Direction.Value == "outbound" ? To.Value : From.Value;

    public Analysis Analysis =>
        new(
            Summary.Value ?? "",
            Sentiment.Value ?? Switchhook.Calls.Analysis.Unknown,
            Successful.Value,
            InVoicemail.Value == true,
            Fields.Value?.All ?? []
        );

    public Call Apply(CallStarted e) => WithFacts(e, CallStage.Started) with { Started = true };

    public Call Apply(CallTransferred e) => this with { Transfers = Transfers.Add($"{e.Step} {e.Destination}") };

    public Call Apply(CallEnded e) => WithFacts(e, CallStage.Ended) with { Ended = true };

    public Call Apply(CallAnalyzed e) =>
        WithFacts(e, CallStage.Analyzed).WithAnalysis(e.Analysis, new(CallStage.Analyzed, e.ToldAt)) with
        {
            Analyzed = true,
        };

    public Call Apply(CallReanalyzed e) => WithFacts(e, CallStage.Analyzed).WithAnalysis(e.Analysis, new(CallStage.Analyzed, e.ToldAt));

    public Call Apply(CallSupplemented e) => WithFacts(e, e.Stage);

    public Call Apply(CallNoted e) => this with { Notes = Notes.SetItem(e.NoteId, e.Text) };

    public Call Apply(CallNoteEdited e) => this with { Notes = Notes.SetItem(e.NoteId, e.Text) };

    public Call Apply(CallNoteRemoved e) => this with { Notes = Notes.SetItem(e.NoteId, null) };

    public Call Apply(IEvent<RecordingPlayed> e) => e.Data.AsFile ? this : this with { PlayedAt = e.Timestamp };

    /// <summary>The same for an event of any kind.</summary>
    public Call WithEvent(object e) =>
        e switch
        {
            CallStarted started => Apply(started),
            CallTransferred transferred => Apply(transferred),
            CallEnded ended => Apply(ended),
            CallAnalyzed analyzed => Apply(analyzed),
            CallReanalyzed reanalyzed => Apply(reanalyzed),
            CallSupplemented completed => Apply(completed),
            _ => this,
        };

    Call WithFacts(CallFacts e, CallStage stage)
    {
        var by = new Precedence(stage, e.ToldAt);
        return this with
        {
            RetellAgentId = RetellAgentId.ReplacedBy(e.Parties?.RetellAgentId is "" ? null : e.Parties?.RetellAgentId, by),
            AgentVersion = AgentVersion.ReplacedBy(e.Parties?.AgentVersion, by),
            AgentName = AgentName.ReplacedBy(e.Parties?.AgentName, by),
            Direction = Direction.ReplacedBy(e.Parties?.Direction, by),
            From = From.ReplacedBy(e.Parties?.From, by),
            To = To.ReplacedBy(e.Parties?.To, by),
            Web = Web || e.Parties?.Web == true,
            Simulated = Simulated || e.Parties?.Simulated == true,
            StartedAt = StartedAt.ReplacedBy(e.StartedAt, by),
            EndedAt = EndedAt.ReplacedBy(e.Ending?.At, by),
            Reason = Reason.ReplacedBy(e.Ending?.Reason, by),
            Status = Status.ReplacedBy(e.Ending?.Status, by),
            Milliseconds = Milliseconds.ReplacedBy(e.Ending?.Milliseconds, by),
            Transcript =
                e.SameTranscript == true ? Transcript with { Precedence = by } : Transcript.ReplacedBy(TranscriptHash.Of(e.Transcript), by),
            RecordingUrl = RecordingUrl.ReplacedBy(e.RecordingUrl, by),
            Cost = Cost.ReplacedBy(e.Cost, by),
            Response = Response.ReplacedBy(e.ResponseMilliseconds, by),
        };
    }

    Call WithAnalysis(Analysis said, Precedence by) =>
        this with
        {
            Summary = Summary.Changed(said.Summary is "" ? null : said.Summary, by),
            Sentiment = Sentiment.Changed(said.Sentiment is Switchhook.Calls.Analysis.Unknown ? null : said.Sentiment, by),
            Successful = Successful.Changed(said.Successful, by),
            InVoicemail = InVoicemail.Changed(said.InVoicemail, by),
            Fields = Fields.Changed(said.Fields.Count == 0 ? null : new(said.Fields), by),
        };

    /// <summary>Whether both have the same facts, whatever their precedence.</summary>
    public bool HasSameFactsAs(Call other) =>
        Equals(
            (Parties(this), StartedAt.Value, EndedAt.Value, Reason.Value, Status.Value, Milliseconds.Value),
            (Parties(other), other.StartedAt.Value, other.EndedAt.Value, other.Reason.Value, other.Status.Value, other.Milliseconds.Value)
        )
        && Equals(
            (Transcript.Value, RecordingUrl.Value, Cost.Value, Response.Value),
            (other.Transcript.Value, other.RecordingUrl.Value, other.Cost.Value, other.Response.Value)
        );

    public bool HasSameAnalysisAs(Call other) =>
        Equals(
            (Summary.Value, Sentiment.Value, Successful.Value, InVoicemail.Value, Fields.Value),
            (other.Summary.Value, other.Sentiment.Value, other.Successful.Value, other.InVoicemail.Value, other.Fields.Value)
        );

    static object Parties(Call call) =>
        (
            call.RetellAgentId.Value,
            call.AgentVersion.Value,
            call.AgentName.Value,
            call.Direction.Value,
            call.From.Value,
            call.To.Value,
            call.Web,
            call.Simulated
        );
}
