using System.Text.Json;
using Switchhook.Calls.Details;
using Switchhook.Contracts;

namespace Switchhook.Calls.Ingestion;

/// <summary>What the waiting deliveries of one call, taken in turn, add to its story. Pure: what it amounts to is committed elsewhere.</summary>
public sealed class DeliveryBatch(CallKey of, LoadedCall file)
{
    readonly List<(object Event, Guid Cause)> events = [];
    readonly List<InterpretedDelivery> concluded = [];
    readonly List<CallAnalyzedNotice> understood = [];
    readonly HashSet<string> recordings = [];
    Call? call = file.Call;
    IReadOnlyList<Turn>? turns;
    DateTimeOffset? heardAt;
    WaitingDelivery? newest;

    public CallKey Of => of;
    public long Version => file.Version;
    public IReadOnlyList<(object Event, Guid Cause)> Events => events;
    public IReadOnlyList<InterpretedDelivery> Concluded => concluded;
    public IReadOnlyList<CallAnalyzedNotice> Understood => understood;

    /// <summary>Where Retell itself says that the call's recording is.</summary>
    public IReadOnlyCollection<string> Recordings => recordings;

    /// <summary>What has been said so far, when the call goes on.</summary>
    public (IReadOnlyList<Turn> Turns, DateTimeOffset SignedAt)? SaidSoFar { get; private set; }
    public bool Over => call?.Over == true;

    /// <param name="budget">How long one delivery may take; begun anew for each.</param>
    public void Hear(IReadOnlyList<WaitingDelivery> deliveries, Func<CancellationTokenSource>? budget = null)
    {
        // Each live transcript repeats the one before and grows: only the longest needs reading. One that is sent again is signed again.
        newest = deliveries.Where(IsTranscript).MaxBy(x => (x.Size, x.SignedAt));
        foreach (var delivery in deliveries.Where(x => !IsReplaced(x))) Hear(delivery, budget);
        // Retell need not say in each of them who calls whom.
        foreach (var delivery in deliveries.Where(IsReplaced).OrderByDescending(x => x.SignedAt))
            if (SaidSoFar is null || LacksParties) Hear(delivery, budget);
            else Conclude(delivery, DeliveryStatus.Applied, "A later one replaced it", dropsBody: true);
        if (call is { Analyzed: true } && (file.Call is not { Analyzed: true } before || !IsToldOf(before, call))) understood.Add(Report(call, budget));
    }

    static bool IsTranscript(WaitingDelivery delivery) => delivery.Event == "transcript_updated";

    bool IsReplaced(WaitingDelivery delivery) => IsTranscript(delivery) && delivery != newest;

    bool LacksParties => call is not { Web: true } && (call?.From.Value is null || call.To.Value is null || call.StartedAt.Value is null);

    void Hear(WaitingDelivery delivery, Func<CancellationTokenSource>? budget)
    {
        using var time = budget?.Invoke();
        try { Understand(delivery, time?.Token ?? CancellationToken.None); }
        catch (JsonException) { Conclude(delivery, DeliveryStatus.Malformed, "Kept; it is no JSON"); }
        catch (OperationCanceledException) { Conclude(delivery, DeliveryStatus.TooCostly, "Kept; reading it took too long"); }
        // What cannot be understood would not be the next time either: it is set aside with its reason, and holds up nobody.
        catch (Exception poison) { Conclude(delivery, DeliveryStatus.Failed, poison.GetType().Name); }
    }

    /// <summary>Nothing of it stands before all of it is understood.</summary>
    void Understand(WaitingDelivery delivery, CancellationToken spent)
    {
        var told = Payload.Read(delivery.Body.Unpacked(delivery.Size), spent)?.AnsweredBy(delivery.AgentName);
        if (told is null or { Stage: Stage.Unheard })
        {
            Conclude(delivery, told is null ? DeliveryStatus.Malformed : DeliveryStatus.Ignored, "Kept; nothing follows from it");
            return;
        }
        told = told with { ToldAt = delivery.SignedAt };
        var story = CallDecider.With(told, call);
        spent.ThrowIfCancellationRequested();
        foreach (var e in story)
        {
            call = (call ?? new Call()).After(e);
            events.Add((e, delivery.Id));
        }
        heardAt ??= delivery.ReceivedAt;
        if (delivery.IsPlatforms && told.RecordingUrl is { } recording) recordings.Add(recording);
        if (told.Stage is Stage.Ended or Stage.Analyzed) turns = told.Transcript ?? turns;
        if (IsTranscript(delivery) && told.Transcript is { } said) SaidSoFar ??= (said, delivery.SignedAt);
        Conclude(delivery, DeliveryStatus.Applied, story.Count == 0 ? "Nothing new" : "", IsTranscript(delivery) && (delivery.IsOverBudget || IsReplaced(delivery)));
    }

    static bool IsToldOf(Call before, Call now) => before.SaysOfItsAnalysis(now)
        && (before.Caller, before.StartedAt.Value, before.EndedAt.Value, before.Simulated) == (now.Caller, now.StartedAt.Value, now.EndedAt.Value, now.Simulated);

    /// <summary>What Leads is told: all that is known of the call by now, whichever delivery said it.</summary>
    CallAnalyzedNotice Report(Call known, Func<CancellationTokenSource>? budget) => new(
        of.CallId, known.Caller, known.StartedAt.Value ?? known.EndedAt.Value ?? heardAt ?? default, known.Analysis.Summary, known.Analysis.Sentiment,
        known.Analysis.Fields.GroupBy(x => x.Name).ToDictionary(x => x.Key, x => x.Last().Value), known.Simulated,
        HeardAt: turns is null ? null : Places(turns, known.Analysis, budget), Revision: file.Version + events.Count, EndedAt: known.EndedAt.Value,
        Outbound: known.Direction.Value == "outbound", Voicemail: known.Reason.Value == "voicemail_reached" || known.Analysis.InVoicemail,
        Line: known.Direction.Value == "outbound" ? known.From.Value : known.To.Value);

    /// <summary>Null when finding them takes too long: the report says all the rest without them.</summary>
    static IReadOnlyDictionary<string, double>? Places(IReadOnlyList<Turn> turns, Analysis? analysis, Func<CancellationTokenSource>? budget)
    {
        using var time = budget?.Invoke();
        try { return SourceLocator.Places(turns, analysis, time?.Token ?? CancellationToken.None); }
        catch (OperationCanceledException) { return null; }
    }

    void Conclude(WaitingDelivery delivery, string verdict, string reason, bool dropsBody = false) => concluded.Add(new(delivery.Id, of.Tenant, verdict, reason, dropsBody));
}
