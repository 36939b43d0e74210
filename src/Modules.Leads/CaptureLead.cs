using JasperFx;
using Marten;
using Switchhook.Contracts;
using Wolverine.Attributes;
using Wolverine.ErrorHandling;
using Wolverine.Runtime.Handlers;

namespace Switchhook.Leads;

[WolverineHandler]
public static class CaptureLead
{
    /// <summary>The first event of a lead, or the next one of the lead that the caller already is.</summary>
    public static object Decide(Enquiry enquiry, Lead? earlier) => earlier is null || earlier.IsSettled
        ? new LeadCaptured(enquiry, Returning: earlier is not null)
        : new LeadCalledAgain(enquiry);

    public static async Task Handle(CallUnderstood call, IDocumentSession session, CancellationToken stop)
    {
        if (LeadRule.Current.Read(call) is not { } enquiry) return;
        if (await session.LoadAsync<LeadOfCall>(call.CallId, stop) is not null) return;

        var caller = enquiry.Number is null ? null : await session.LoadAsync<LeadByNumber>(LeadByNumber.Of(enquiry.Number), stop);
        // Locked: of many calls of one number at once, each waits for the one before instead of failing on it.
        var earlier = caller is null ? null : await session.Events.FetchForExclusiveWriting<Lead>(caller.Lead, stop);
        var decided = Decide(enquiry, earlier?.Aggregate);
        if (decided is LeadCalledAgain) earlier!.AppendOne(decided);
        else Open(Lead.Stream(Lead.IdFor(call.CallId)), decided, enquiry.Number, caller, session);
    }

    static void Open(string stream, object captured, string? number, LeadByNumber? caller, IDocumentSession session)
    {
        session.Events.StartStream<Lead>(stream, captured);
        // Both fail when another call of this number got here first; deciding again then joins its lead.
        if (caller is not null) session.UpdateRevision(new LeadByNumber(caller.Id, stream), caller.Version + 1);
        else if (number is not null) session.Insert(new LeadByNumber(LeadByNumber.Of(number), stream));
    }

    public static void Configure(HandlerChain chain) => chain
        .OnException<ConcurrencyException>().Or<DocumentAlreadyExistsException>().Or<Marten.Exceptions.ExistingStreamIdCollisionException>()
        .RetryWithCooldown(TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(200), TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));
}
