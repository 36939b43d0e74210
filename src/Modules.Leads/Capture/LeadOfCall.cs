using JasperFx.Events;
using Marten;
using Marten.Events.Projections;

namespace Switchhook.Leads.Capture;

/// <summary>Which lead a call made or joined.</summary>
public record LeadOfCall(string Id, string Lead);

public partial class LeadOfCallProjection : EventProjection
{
    public LeadOfCallProjection() => RegisterPublishedType(typeof(LeadOfCall));

    public void Project(IEvent<LeadCaptured> e, IDocumentOperations documents) =>
        documents.Store(new LeadOfCall(e.Data.Enquiry.CallId, e.StreamKey!));

    public void Project(IEvent<LeadCalledAgain> e, IDocumentOperations documents) =>
        documents.Store(new LeadOfCall(e.Data.Enquiry.CallId, e.StreamKey!));

    public void Project(IEvent<LeadMerged> e, IDocumentOperations documents)
    {
        foreach (var call in e.Data.Brought.Calls)
            documents.Store(new LeadOfCall(call.Enquiry.CallId, e.StreamKey!));
    }

    public void Project(IEvent<LeadSplit> e, IDocumentOperations documents)
    {
        foreach (var call in e.Data.CallIds)
            documents.Store(new LeadOfCall(call, e.Data.Other));
    }
}
