using Marten;
using Switchhook.Contracts;
using Switchhook.Leads.Notifications;
using Switchhook.Leads.Qualification;
using Wolverine;
using Wolverine.ErrorHandling;
using Wolverine.Runtime.Handlers;

namespace Switchhook.Leads.Capture;

/// <summary>The same for many calls in one transaction.</summary>
public static class CallsAnalyzedNoticeHandler
{
    public static async Task<OutgoingMessages> Handle(
        CallsAnalyzedNotice message,
        Envelope envelope,
        IDocumentSession session,
        CancellationToken stop
    )
    {
        // What failed together is tried one by one: none fails for another's sake.
        if (envelope.Attempts > 1)
            return [.. message.Calls];
        await CallLock.TakeAsync(session, message.Calls.Select(x => x.CallId), stop);
        var rule = await CurrentRule.ReadAsync(session, stop);
        var known = (await session.LoadManyAsync<LeadOfCall>(stop, [.. message.Calls.Select(x => x.CallId)])).Select(x => x.Id).ToHashSet();
        var before = (await session.LoadManyAsync<UnqualifiedCall>(stop, [.. message.Calls.Select(x => x.CallId)])).ToDictionary(
            x => x.Id,
            x => x.Said
        );
        var calls = message
            .Calls.Where(x => !known.Contains(x.CallId))
            .Select(CallContent.From)
            .Where(x => !(before.GetValueOrDefault(x.CallId)?.Revision > x.Revision))
            .Select(x => x.WithSourcesOf(before.GetValueOrDefault(x.CallId)))
            .ToLookup(rule.IsLead);
        foreach (var passed in calls[false])
            session.Store(new UnqualifiedCall(passed.CallId, passed));
        var next = await CaptureAsync(message.Calls, [.. calls[true]], rule, session, stop);
        // What is known of a call that has its lead already may be more by now: each is looked at by itself.
        foreach (var again in message.Calls.Where(x => known.Contains(x.CallId)))
            next.Add(again);
        return next;
    }

    /// <summary>
    /// A lead is written once in a transaction: who called more than once follows. All in one order, so that no two of these wait for each
    /// other.
    /// </summary>
    static async Task<OutgoingMessages> CaptureAsync(
        IReadOnlyList<CallAnalyzedNotice> message,
        IReadOnlyList<CallContent> leads,
        QualificationRule rule,
        IDocumentSession session,
        CancellationToken stop
    )
    {
        var numbers = leads.Select(x => rule.Extract(x).Number).ToList();
        var callers = (
            await session.LoadManyAsync<LeadByNumber>(stop, [.. numbers.OfType<string>().Select(LeadByNumber.Of).Distinct()])
        ).ToDictionary(x => x.Id, x => x.Lead);
        string Key(CallContent said, string? number) =>
            number is null ? said.CallId : callers.GetValueOrDefault(LeadByNumber.Of(number), number);
        var next = new OutgoingMessages();
        foreach (
            var lead in leads.Zip(numbers).GroupBy(x => Key(x.First, x.Second), x => x.First).OrderBy(x => x.Key, StringComparer.Ordinal)
        )
        {
            var first = lead.First();
            if (await CallAnalyzedNoticeHandler.CaptureAsync(first, rule, session, stop) is LeadCaptured)
                next.Add(new NotifyOwnerOfLead(Lead.IdFor(first.CallId)));
            foreach (var again in lead.Skip(1))
                next.Add(message.Last(x => x.CallId == again.CallId));
        }
        return next;
    }

    public static void Configure(HandlerChain chain)
    {
        chain.RetryWhileDatabaseIsUnavailable();
        chain.OnAnyException().RetryOnce();
    }
}
