namespace Switchhook.Calls.Story;

/// <summary>
/// From what was delivered to what happened: pure, and the same story's end whatever the order. Each stage of a call is told once;
/// of each thing the latest stage's word counts; what an earlier stage brings late only fills gaps.
/// </summary>
public static class Continue
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
            Stage.Started => News(new CallStarted(), told, call, true),
            Stage.Ended => News(new CallEnded(), told, call, true),
            _ => News(new CallAnalyzed { Analysis = told.Analysis ?? new("", "Unknown", null, false, []) }, told, call, true),
        });
        else if (News(new CallCompleted { Stage = told.Stage }, told, call, false) is var gaps && gaps != new CallCompleted { Stage = told.Stage })
            story.Add(gaps);
        if (told.Transfer is { } transfer && !call.Transfers.Contains($"{transfer.Step} {transfer.Destination}")) story.Add(transfer);
        return story;
    }

    static T News<T>(T e, Payload told, Call call, bool first) where T : Told
    {
        // A late or repeated start may not give an ended call another beginning, nor a started one an end.
        var by = told.Stage;
        return e with
        {
            Parties = New(told.Parties, call.Parties, by, first),
            StartedAt = New(told.StartedAt, call.StartedAt, by, first),
            Ending = by == Stage.Started ? null : New(told.Ending, call.Ending, by, first),
            Transcript = by == Stage.Started || IsKept(told, call) || New(TranscriptDigest.Of(told.Transcript), call.Transcript, by, first) is null ? null : told.Transcript,
            RecordingUrl = New(told.RecordingUrl, call.RecordingUrl, by, first),
            Cost = New(told.Cost, call.Cost, by, first),
            ResponseMilliseconds = New(told.ResponseMilliseconds, call.Response, by, first),
        };
    }

    /// <summary>The ended and the analysed call carry the same transcript: the stream holds it once.</summary>
    static bool IsKept(Payload told, Call call) => call.Transcript.Value is { } kept && kept == TranscriptDigest.Of(told.Transcript);

    static T? New<T>(T? told, Known<T> known, Stage by, bool first) =>
        known.From == Stage.Unheard || (first && by >= known.From) ? told : default;
}
