using JasperFx.Events;
using Marten;
using Marten.Events.Aggregation;

namespace Switchhook.Calls.List;

/// <summary>A row of the list of calls.</summary>
public sealed class CallList : CallReadModel
{
    public decimal? CostCents { get; set; }

    public static Task<bool> IsKnownAsync(IQuerySession session, string callId, CancellationToken stop = default) =>
        session.Query<CallList>().AnyAsync(x => x.Id == Call.Key(callId), stop);

    internal CallList With(IEvent e, CallFacts payload)
    {
        ApplyFacts(e, payload);
        CostCents = payload.Cost is { Cents: var cents } && Cost.IsPrice(cents) ? cents : CostCents;
        return this;
    }
}

public sealed partial class CallListProjection : SingleStreamProjection<CallList, string>
{
    public void Apply(IEvent<CallStarted> e, CallList call) => call.With(e, e.Data);

    public void Apply(IEvent<CallEnded> e, CallList call) => call.With(e, e.Data);

    public void Apply(IEvent<CallAnalyzed> e, CallList call) => call.With(e, e.Data);

    public void Apply(IEvent<CallReanalyzed> e, CallList call) => call.With(e, e.Data);

    public void Apply(IEvent<CallSupplemented> e, CallList call) => call.With(e, e.Data);
}
