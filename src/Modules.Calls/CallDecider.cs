namespace Switchhook.Calls;

/// <summary>
/// Decides which events a delivery adds to a call. Pure; the order of deliveries does not matter. Each stage is recorded once;
/// of each field the value with the highest precedence wins, and late values only fill gaps.
/// </summary>
public static class CallDecider
{
    public static IReadOnlyList<object> Decide(Payload payload, Call? known)
    {
        var call = known ?? new Call();
        var story = new List<object>();
        var first = payload.Stage switch
        {
            CallStage.Started => !call.Started && !(payload.Event != "call_started" && call.IsOver),
            CallStage.Ended => !call.Ended,
            _ => !call.Analyzed,
        };
        if (first)
            story.Add(
                payload.Stage switch
                {
                    CallStage.Started => WithNewFacts(new CallStarted(), payload, call),
                    CallStage.Ended => WithNewFacts(new CallEnded(), payload, call),
                    _ => WithNewFacts(new CallAnalyzed { Analysis = payload.Analysis ?? Analysis.Empty }, payload, call),
                }
            );
        else if (
            payload is { Stage: CallStage.Analyzed, Analysis: not null }
            && WithNewFacts(new CallReanalyzed { Analysis = MergedAnalysis(payload, call) }, payload, call) is var again
            && !call.Apply(again).HasSameAnalysisAs(call)
        )
            story.Add(again);
        else if (
            WithNewFacts(new CallSupplemented { Stage = payload.Stage }, payload, call) is var more
            && !call.Apply(more).HasSameFactsAs(call)
        )
            story.Add(more);
        if (payload.Transfer is { } transfer && !call.Transfers.Contains($"{transfer.Step} {transfer.Destination}"))
            story.Add(transfer);
        return story;
    }

    static T WithNewFacts<T>(T e, Payload payload, Call call)
        where T : CallFacts
    {
        var by = new Precedence(payload.Stage, payload.SignedAt);
        // What was said while the call went on is not in its story, and a start tells no end.
        var ends = payload.Stage != CallStage.Started;
        var same =
            ends && payload.Transcript is not null && call.Transcript.Value is { } kept && kept == TranscriptHash.Of(payload.Transcript);
        return e with
        {
            ToldAt = payload.SignedAt,
            Parties = Parties(payload.Parties, call, by),
            StartedAt = call.StartedAt.NewValueOf(payload.StartedAt, by),
            Ending = ends ? Ending(payload.Ending, call, by) : null,
            Transcript =
                !ends || same || payload.Transcript is null || call.Transcript.NewValueOf("", by) is null ? null : payload.Transcript,
            SameTranscript = same && call.Transcript.NewValueOf("", by) is not null ? true : null,
            RecordingUrl = call.RecordingUrl.NewValueOf(payload.RecordingUrl, by),
            Cost = call.Cost.NewValueOf(payload.Cost, by),
            ResponseMilliseconds = call.Response.NewValueOf(payload.ResponseMilliseconds, by),
        };
    }

    static Parties? Parties(Parties? payload, Call call, Precedence by)
    {
        if (payload is null)
            return null;
        var (from, to) = (call.From.NewValueOf(payload.From, by), call.To.NewValueOf(payload.To, by));
        var news = new Parties(
            call.RetellAgentId.NewValueOf(payload.RetellAgentId is "" ? null : payload.RetellAgentId, by) ?? "",
            call.AgentVersion.NewValueOf(payload.AgentVersion, by),
            call.AgentName.NewValueOf(payload.AgentName, by),
            payload.Web,
            call.Direction.NewValueOf(payload.Direction, by),
            from,
            to,
            payload.Simulated
        );
        // Which of two numbers is the caller's is said along with them.
        if (news.Direction is null && (from ?? to) is not null)
            news = news with { Direction = call.Direction.Value };
        return news == Switchhook.Calls.Parties.Nobody ? null : news;
    }

    static Disconnection? Ending(Disconnection? payload, Call call, Precedence by)
    {
        if (payload is null)
            return null;
        var news = new Disconnection(
            call.EndedAt.NewValueOf(payload.At, by),
            call.Reason.NewValueOf(payload.Reason, by),
            call.Status.NewValueOf(payload.Status, by),
            call.Milliseconds.NewValueOf(payload.Milliseconds, by)
        );
        return news == Switchhook.Calls.Disconnection.Unknown ? null : news;
    }

    static Analysis MergedAnalysis(Payload payload, Call call)
    {
        var (by, said) = (new Precedence(payload.Stage, payload.SignedAt), payload.Analysis!);
        return new(
            call.Summary.MergedWith(said.Summary is "" ? null : said.Summary, by) ?? "",
            call.Sentiment.MergedWith(said.Sentiment is Analysis.Unknown ? null : said.Sentiment, by) ?? Analysis.Unknown,
            call.Successful.MergedWith(said.Successful, by),
            call.InVoicemail.MergedWith(said.InVoicemail, by) == true,
            call.Fields.MergedWith(said.Fields.Count == 0 ? null : new(said.Fields), by)?.All ?? []
        );
    }
}
