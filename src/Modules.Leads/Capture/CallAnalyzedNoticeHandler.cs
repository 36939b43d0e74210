using JasperFx;
using Marten;
using Switchhook.Contracts;
using Switchhook.Leads.Notifications;
using Switchhook.Leads.Qualification;
using Wolverine;
using Wolverine.ErrorHandling;
using Wolverine.Runtime.Handlers;

namespace Switchhook.Leads.Capture;

public static class CallAnalyzedNoticeHandler
{
    /// <summary>The first event of a lead, or the next one of the lead that the caller already is.</summary>
    public static object Decide(Enquiry enquiry, Lead? earlier, CallContent? said = null, bool byHand = false)
    {
        var isNews = byHand || earlier?.WasDoneAfter(enquiry, said) != true;
        return earlier is null || (earlier.IsSettled && isNews)
            ? new LeadCaptured(enquiry, Returning: earlier is not null, said, byHand)
            : new LeadCalledAgain(enquiry, said, byHand, isNews);
    }

    public static async Task<OutgoingMessages> Handle(
        CallAnalyzedNotice call,
        IDocumentSession session,
        DateTimeOffset now,
        CancellationToken stop
    )
    {
        await CallLock.TakeAsync(session, [call.CallId], stop);
        var said = CallContent.From(call);
        var rule = await CurrentRule.ReadAsync(session, stop);
        if (await session.LoadAsync<LeadOfCall>(call.CallId, stop) is { } made)
        {
            await LeadCallUpdate.ApplyAsync(made.Lead, said, rule, now, session, stop);
            return [];
        }
        var passed = await session.LoadAsync<UnqualifiedCall>(call.CallId, stop);
        if (passed?.Said.Revision > said.Revision)
            return [];
        said = said.WithSourcesOf(passed?.Said);
        if (!rule.IsLead(said))
        {
            session.Store(new UnqualifiedCall(call.CallId, said));
            return [];
        }
        return await CaptureAsync(said, rule, session, stop) is LeadCaptured ? [new NotifyOwnerOfLead(Lead.IdFor(call.CallId))] : [];
    }

    public static async Task<object> CaptureAsync(
        CallContent said,
        QualificationRule rule,
        IDocumentSession session,
        CancellationToken stop,
        bool byHand = false
    )
    {
        var enquiry = rule.Extract(said);
        var caller = enquiry.Number is null ? null : await session.LoadAsync<LeadByNumber>(LeadByNumber.Of(enquiry.Number), stop);
        // Locked: of many calls of one number at once, each waits for the one before instead of failing on it.
        var earlier = caller is null ? null : await session.Events.FetchForExclusiveWriting<Lead>(caller.Lead, stop);
        var decided = Decide(enquiry, earlier?.Aggregate, said, byHand);
        if (decided is LeadCalledAgain)
            earlier!.AppendOne(decided);
        else
            StartLead(Lead.Stream(Lead.IdFor(said.CallId)), decided, enquiry.Number, caller, session);
        session.Delete<UnqualifiedCall>(said.CallId);
        return decided;
    }

    public static void StartLead(string stream, object first, string? number, LeadByNumber? caller, IDocumentSession session)
    {
        session.Events.StartStream<Lead>(stream, first);
        // Both fail when another call of this number got here first; deciding again then joins its lead.
        if (caller is not null)
            session.UpdateRevision(new LeadByNumber(caller.Id, stream), caller.Version + 1);
        else if (number is not null)
            session.Insert(new LeadByNumber(LeadByNumber.Of(number), stream));
    }

    public static void Configure(HandlerChain chain)
    {
        RetryOnConflict(chain);
        chain.RetryWhileDatabaseIsUnavailable();
    }

    public static void RetryOnConflict(HandlerChain chain) =>
        chain
            .OnException<ConcurrencyException>()
            .Or<DocumentAlreadyExistsException>()
            .Or<Marten.Exceptions.ExistingStreamIdCollisionException>()
            .RetryWithCooldown(
                TimeSpan.FromMilliseconds(50),
                TimeSpan.FromMilliseconds(200),
                TimeSpan.FromMilliseconds(500),
                TimeSpan.FromSeconds(1),
                TimeSpan.FromSeconds(2)
            );
}
