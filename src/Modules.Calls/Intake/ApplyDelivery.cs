using JasperFx;
using JasperFx.Events;
using Marten;
using Marten.Exceptions;
using Npgsql;
using Switchhook.Calls.Live;
using Switchhook.Calls.Story;
using Switchhook.Contracts;
using Wolverine;
using Wolverine.ErrorHandling;
using Wolverine.Runtime.Handlers;

namespace Switchhook.Calls.Intake;

/// <summary>Makes of a delivery what it says, in the tenant of whoever owns the call.</summary>
public record ApplyDelivery(Guid Id);

public static class ApplyDeliveryHandler
{
    public static void Configure(HandlerChain chain) => chain
        .OnException<NpgsqlException>().Or<MartenCommandException>()
        .ScheduleRetry(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2));

    public static async Task<OutgoingMessages> Handle(
        ApplyDelivery command, IDocumentSession session, Deliveries deliveries, DateTimeOffset now, CancellationToken stop)
    {
        if (await deliveries.FindAsync(command.Id, session.TenantId, stop) is not { Verdict: Verdict.Accepted or Verdict.UnknownAgent } kept) return [];
        if (kept.FirstOf is not { } heard) return await InterpretAsync(command, kept, session, now, stop);
        AgentRoutes.Hear(session, heard, now);
        return [new AgentHeard(heard), .. await InterpretAsync(command, kept, session, now, stop)];
    }

    static async Task<OutgoingMessages> InterpretAsync(ApplyDelivery command, Deliveries.Kept kept, IDocumentSession session, DateTimeOffset now, CancellationToken stop)
    {

        Payload? told;
        try { told = Payload.Read(kept.Body)?.AnsweredBy(kept.AgentName); }
        catch (Exception poison) when (poison is not OperationCanceledException) { return Fail(session, command, poison, now); }
        if (told is null or { Stage: Stage.Unheard })
        {
            Conclude(session, command, told is null ? Verdict.Malformed : Verdict.Ignored, "Kept; nothing follows from it", now);
            return [];
        }

        session.LastModifiedBy = "retell";
        session.CausationId = command.Id.ToString();
        var stream = await session.Events.FetchForWriting<Call>(Call.Key(told.CallId), stop);
        IReadOnlyList<object> story;
        try { story = Continue.With(told, stream.Aggregate); }
        catch (Exception poison) when (poison is not OperationCanceledException) { return Fail(session, command, poison, now); }

        stream.AppendMany([.. story]);
        LiveTranscripts.Follow(session, told, stream, kept.SignedAt);
        Conclude(session, command, Verdict.Applied, story.Count == 0 ? "Nothing new" : "", now);
        return story.OfType<CallAnalyzed>().Any() ? [Understood(told, stream.Aggregate, kept.ReceivedAt)] : [];
    }

    static CallUnderstood Understood(Payload told, Call? known, DateTimeOffset receivedAt)
    {
        var (parties, analysis) = (told.Parties ?? known?.Parties.Value, told.Analysis);
        return new(
            told.CallId, parties?.Caller, told.StartedAt ?? known?.StartedAt.Value ?? told.Ending?.At ?? receivedAt,
            analysis?.Summary ?? "", analysis?.Sentiment ?? "Unknown",
            (analysis?.Fields ?? []).GroupBy(x => x.Name).ToDictionary(x => x.Key, x => x.Last().Value), parties?.Simulated ?? false,
            HeardAt: Reading.Heard.Places(told.Transcript ?? [], analysis?.Fields ?? []));
    }

    /// <summary>What cannot be understood would not be the next time either: it is set aside with its reason, and holds up nobody.</summary>
    static OutgoingMessages Fail(IDocumentSession session, ApplyDelivery command, Exception poison, DateTimeOffset now)
    {
        Conclude(session, command, Verdict.Failed, poison.GetType().Name, now);
        return [];
    }

    static void Conclude(IDocumentSession session, ApplyDelivery command, string verdict, string reason, DateTimeOffset now)
    {
        Deliveries.Conclude(session, command.Id, verdict, reason, now);
        DeliveryCounts.Count(verdict);
    }
}
