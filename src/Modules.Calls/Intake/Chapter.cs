using System.Text.Json;
using Switchhook.Calls.Reading;
using Switchhook.Calls.Story;
using Switchhook.Contracts;

namespace Switchhook.Calls.Intake;

/// <summary>What the waiting deliveries of one call, taken in turn, add to its story. Pure: what it amounts to is committed elsewhere.</summary>
public sealed class Chapter(CallOf of, OnFile file)
{
    readonly List<(object Event, Guid Cause)> events = [];
    readonly List<Concluded> concluded = [];
    readonly List<CallUnderstood> understood = [];
    Call? call = file.Call;

    public CallOf Of => of;
    public long Version => file.Version;
    public IReadOnlyList<(object Event, Guid Cause)> Events => events;
    public IReadOnlyList<Concluded> Concluded => concluded;
    public IReadOnlyList<CallUnderstood> Understood => understood;

    /// <summary>What has been said so far, when the call goes on.</summary>
    public (IReadOnlyList<Turn> Turns, DateTimeOffset SignedAt)? SaidSoFar { get; private set; }
    public bool Over => call?.Over == true;

    public void Hear(IReadOnlyList<Waiting> deliveries)
    {
        // Each live transcript replaces the one before: only the last one needs reading.
        var last = deliveries.Where(IsTranscript).MaxBy(x => x.SignedAt);
        foreach (var delivery in deliveries)
            if (IsTranscript(delivery) && delivery != last) Conclude(delivery, Verdict.Applied, "A later one replaced it");
            else Hear(delivery);
    }

    static bool IsTranscript(Waiting delivery) => delivery.Event == "transcript_updated";

    void Hear(Waiting delivery)
    {
        try { Understand(delivery); }
        catch (JsonException) { Conclude(delivery, Verdict.Malformed, "Kept; it is no JSON"); }
        // What cannot be understood would not be the next time either: it is set aside with its reason, and holds up nobody.
        catch (Exception poison) { Conclude(delivery, Verdict.Failed, poison.GetType().Name); }
    }

    void Understand(Waiting delivery)
    {
        var told = Payload.Read(delivery.Body.Unpacked(delivery.Size))?.AnsweredBy(delivery.AgentName);
        if (told is null or { Stage: Stage.Unheard })
        {
            Conclude(delivery, told is null ? Verdict.Malformed : Verdict.Ignored, "Kept; nothing follows from it");
            return;
        }
        var story = Continue.With(told, call);
        var before = call;
        foreach (var e in story)
        {
            call = (call ?? new Call()).After(e);
            events.Add((e, delivery.Id));
        }
        if (story.OfType<CallAnalyzed>().Any()) understood.Add(Report(told, before, delivery.ReceivedAt));
        if (IsTranscript(delivery) && told.Transcript is { } turns) SaidSoFar = (turns, delivery.SignedAt);
        Conclude(delivery, Verdict.Applied, story.Count == 0 ? "Nothing new" : "");
    }

    static CallUnderstood Report(Payload told, Call? known, DateTimeOffset receivedAt)
    {
        var (parties, analysis) = (told.Parties ?? known?.Parties.Value, told.Analysis);
        return new(
            told.CallId, parties?.Caller, told.StartedAt ?? known?.StartedAt.Value ?? told.Ending?.At ?? receivedAt,
            analysis?.Summary ?? "", analysis?.Sentiment ?? "Unknown",
            (analysis?.Fields ?? []).GroupBy(x => x.Name).ToDictionary(x => x.Key, x => x.Last().Value), parties?.Simulated ?? false,
            HeardAt: Heard.Places(told.Transcript ?? [], analysis));
    }

    void Conclude(Waiting delivery, string verdict, string reason) => concluded.Add(new(delivery.Id, of.Tenant, verdict, reason));
}
