namespace Switchhook.Calls;

/// <summary>
/// From what was delivered to what happened: pure, and the same story's end whatever the order. Each stage of a call is told once; of each
/// field the word with the highest precedence counts, and what comes late only fills gaps.
/// </summary>
public static class CallDecider
{
    public static IReadOnlyList<object> With(Payload told, Call? known)
    {
        var call = known ?? new Call();
        var story = new List<object>();
        var first = told.Stage switch
        {
            Stage.Started => !call.Started && !(told.Event != "call_started" && call.Over),
            Stage.Ended => !call.Ended,
            _ => !call.Analyzed,
        };
        if (first) story.Add(told.Stage switch
        {
            Stage.Started => News(new CallStarted(), told, call),
            Stage.Ended => News(new CallEnded(), told, call),
            _ => News(new CallAnalyzed { Analysis = told.Analysis ?? Analysis.Nothing }, told, call),
        });
        else if (told is { Stage: Stage.Analyzed, Analysis: not null } && News(new CallReanalyzed { Analysis = Understood(told, call) }, told, call) is var again && !call.Apply(again).SaysOfItsAnalysis(call))
            story.Add(again);
        else if (News(new CallSupplemented { Stage = told.Stage }, told, call) is var more && !call.Apply(more).Says(call))
            story.Add(more);
        if (told.Transfer is { } transfer && !call.Transfers.Contains($"{transfer.Step} {transfer.Destination}")) story.Add(transfer);
        return story;
    }

    static T News<T>(T e, Payload told, Call call) where T : CallFacts
    {
        var by = new Precedence(told.Stage, told.ToldAt);
        // What was said while the call went on is not in its story, and a start tells no end.
        var ends = told.Stage != Stage.Started;
        var same = ends && told.Transcript is not null && call.Transcript.Value is { } kept && kept == TranscriptHash.Of(told.Transcript);
        return e with
        {
            ToldAt = told.ToldAt,
            Parties = Parties(told.Parties, call, by),
            StartedAt = call.StartedAt.News(told.StartedAt, by),
            Ending = ends ? Ending(told.Ending, call, by) : null,
            Transcript = !ends || same || told.Transcript is null || call.Transcript.News("", by) is null ? null : told.Transcript,
            SameTranscript = same && call.Transcript.News("", by) is not null ? true : null,
            RecordingUrl = call.RecordingUrl.News(told.RecordingUrl, by),
            Cost = call.Cost.News(told.Cost, by),
            ResponseMilliseconds = call.Response.News(told.ResponseMilliseconds, by),
        };
    }

    static Parties? Parties(Parties? told, Call call, Precedence by)
    {
        if (told is null) return null;
        var (from, to) = (call.From.News(told.From, by), call.To.News(told.To, by));
        var news = new Parties(
            call.RetellAgentId.News(told.RetellAgentId is "" ? null : told.RetellAgentId, by) ?? "", call.AgentVersion.News(told.AgentVersion, by),
            call.AgentName.News(told.AgentName, by), told.Web, call.Direction.News(told.Direction, by), from, to, told.Simulated);
        // Which of two numbers is the caller's is said along with them.
        if (news.Direction is null && (from ?? to) is not null) news = news with { Direction = call.Direction.Value };
        return news == Switchhook.Calls.Parties.Nobody ? null : news;
    }

    static Ending? Ending(Ending? told, Call call, Precedence by)
    {
        if (told is null) return null;
        var news = new Ending(call.EndedAt.News(told.At, by), call.Reason.News(told.Reason, by), call.Status.News(told.Status, by), call.Milliseconds.News(told.Milliseconds, by));
        return news == Switchhook.Calls.Ending.Unknown ? null : news;
    }

    static Analysis Understood(Payload told, Call call)
    {
        var (by, said) = (new Precedence(told.Stage, told.ToldAt), told.Analysis!);
        return new(
            call.Summary.With(said.Summary is "" ? null : said.Summary, by) ?? "", call.Sentiment.With(said.Sentiment is Analysis.Unknown ? null : said.Sentiment, by) ?? Analysis.Unknown,
            call.Successful.With(said.Successful, by), call.InVoicemail.With(said.InVoicemail, by) == true,
            call.Fields.With(said.Fields.Count == 0 ? null : new(said.Fields), by)?.All ?? []);
    }
}
