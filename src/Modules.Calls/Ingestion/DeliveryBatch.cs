using System.Text.Json;
using Switchhook.Calls.Details;
using Switchhook.Contracts;

namespace Switchhook.Calls.Ingestion;

/// <summary>What the waiting deliveries of one call, applied in order, add to its events. Pure; DeliveryCommit writes the result.</summary>
public sealed class DeliveryBatch(CallKey of, LoadedCall loaded)
{
    readonly List<(object Event, Guid DeliveryId)> events = [];
    readonly List<InterpretedDelivery> interpreted = [];
    readonly List<CallAnalyzedNotice> notices = [];
    readonly HashSet<string> recordings = [];
    Call? call = loaded.Call;
    IReadOnlyList<Turn>? turns;
    DateTimeOffset? firstReceivedAt;
    WaitingDelivery? newest;

    public CallKey Key => of;
    public long Version => loaded.Version;
    public IReadOnlyList<(object Event, Guid DeliveryId)> Events => events;
    public IReadOnlyList<InterpretedDelivery> Interpreted => interpreted;
    public IReadOnlyList<CallAnalyzedNotice> Notices => notices;

    /// <summary>Where Retell itself says that the call's recording is.</summary>
    public IReadOnlyCollection<string> Recordings => recordings;

    /// <summary>What has been said so far, when the call goes on.</summary>
    public (IReadOnlyList<Turn> Turns, DateTimeOffset SignedAt)? LiveTranscript { get; private set; }
    public bool IsOver => call?.IsOver == true;

    /// <param name="budget">How long one delivery may take; started again for each.</param>
    public void Interpret(IReadOnlyList<WaitingDelivery> deliveries, Func<CancellationTokenSource>? budget = null)
    {
        // Each live transcript repeats the one before and grows: only the longest needs reading. One that is sent again is signed again.
        newest = deliveries.Where(IsTranscript).MaxBy(x => (x.Size, x.SignedAt));
        foreach (var delivery in deliveries.Where(x => !IsReplaced(x)))
            Interpret(delivery, budget);
        // Retell need not say in each of them who calls whom.
        foreach (var delivery in deliveries.Where(IsReplaced).OrderByDescending(x => x.SignedAt))
            if (LiveTranscript is null || LacksParties)
                Interpret(delivery, budget);
            else
                SetStatus(delivery, DeliveryStatus.Applied, "A later one replaced it", dropsBody: true);
        if (call is { Analyzed: true } && (loaded.Call is not { Analyzed: true } before || !IsAlreadyReported(before, call)))
            notices.Add(NoticeOf(call, budget));
    }

    static bool IsTranscript(WaitingDelivery delivery) => delivery.Event == "transcript_updated";

    bool IsReplaced(WaitingDelivery delivery) => IsTranscript(delivery) && delivery != newest;

    bool LacksParties => call is not { Web: true } && (call?.From.Value is null || call.To.Value is null || call.StartedAt.Value is null);

    void Interpret(WaitingDelivery delivery, Func<CancellationTokenSource>? budget)
    {
        using var time = budget?.Invoke();
        try
        {
            ApplyDelivery(delivery, time?.Token ?? CancellationToken.None);
        }
        catch (JsonException)
        {
            SetStatus(delivery, DeliveryStatus.Malformed, "Kept; it is no JSON");
        }
        catch (OperationCanceledException)
        {
            SetStatus(delivery, DeliveryStatus.TooCostly, "Kept; reading it took too long");
        }
        // A delivery that cannot be interpreted now never can be: it is set aside with its reason and does not delay the others.
        catch (Exception poison)
        {
            SetStatus(delivery, DeliveryStatus.Failed, poison.GetType().Name);
        }
    }

    /// <summary>Nothing of it stands before all of it is understood.</summary>
    void ApplyDelivery(WaitingDelivery delivery, CancellationToken deadline)
    {
        var payload = Payload.Read(delivery.Body.Unpacked(delivery.Size), deadline)?.WithAgentName(delivery.AgentName);
        if (payload is null or { Stage: CallStage.Unheard })
        {
            SetStatus(delivery, payload is null ? DeliveryStatus.Malformed : DeliveryStatus.Ignored, "Kept; nothing follows from it");
            return;
        }
        payload = payload with { SignedAt = delivery.SignedAt };
        var story = CallDecider.Decide(payload, call);
        deadline.ThrowIfCancellationRequested();
        foreach (var e in story)
        {
            call = (call ?? new Call()).WithEvent(e);
            events.Add((e, delivery.Id));
        }
        firstReceivedAt ??= delivery.ReceivedAt;
        if (delivery.IsSignedByPlatform && payload.RecordingUrl is { } recording)
            recordings.Add(recording);
        if (payload.Stage is CallStage.Ended or CallStage.Analyzed)
            turns = payload.Transcript ?? turns;
        if (IsTranscript(delivery) && payload.Transcript is { } said)
            LiveTranscript ??= (said, delivery.SignedAt);
        SetStatus(
            delivery,
            DeliveryStatus.Applied,
            story.Count == 0 ? "Nothing new" : "",
            IsTranscript(delivery) && (delivery.IsOverBudget || IsReplaced(delivery))
        );
    }

    static bool IsAlreadyReported(Call before, Call now) =>
        before.HasSameAnalysisAs(now)
        && (before.Caller, before.StartedAt.Value, before.EndedAt.Value, before.Simulated)
            == (now.Caller, now.StartedAt.Value, now.EndedAt.Value, now.Simulated);

    /// <summary>What Leads is told: all that is known of the call by now, whichever delivery said it.</summary>
    CallAnalyzedNotice NoticeOf(Call known, Func<CancellationTokenSource>? budget) =>
        new(
            of.CallId,
            known.Caller,
            known.StartedAt.Value ?? known.EndedAt.Value ?? firstReceivedAt ?? default,
            known.Analysis.Summary,
            known.Analysis.Sentiment,
            known.Analysis.Fields.GroupBy(x => x.Name).ToDictionary(x => x.Key, x => x.Last().Value),
            known.Simulated,
            HeardAt: turns is null ? null : SourceSeconds(turns, known.Analysis, budget),
            Revision: loaded.Version + events.Count,
            EndedAt: known.EndedAt.Value,
            Outbound: known.Direction.Value == "outbound",
            Voicemail: known.Reason.Value == "voicemail_reached" || known.Analysis.InVoicemail,
            Line: known.Direction.Value == "outbound" ? known.From.Value : known.To.Value
        );

    /// <summary>Null when finding them takes too long: the report says all the rest without them.</summary>
    static IReadOnlyDictionary<string, double>? SourceSeconds(
        IReadOnlyList<Turn> turns,
        Analysis? analysis,
        Func<CancellationTokenSource>? budget
    )
    {
        using var time = budget?.Invoke();
        try
        {
            return SourceLocator.SecondsByField(turns, analysis, time?.Token ?? CancellationToken.None);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    void SetStatus(WaitingDelivery delivery, string verdict, string reason, bool dropsBody = false) =>
        interpreted.Add(new(delivery.Id, of.Tenant, verdict, reason, dropsBody));
}
