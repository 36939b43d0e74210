using JasperFx;
using Marten;
using Switchhook.Contracts;
using Wolverine;
using Wolverine.ErrorHandling;
using Wolverine.Runtime.Handlers;

namespace Switchhook.Leads;

/// <summary>Kept so that a link works once.</summary>
public record UsedLink(string Id, DateTimeOffset At);

/// <summary>Asked in the owner's tenant, since whoever has the mail need not be signed in.</summary>
public record LookAtMailedLink(Guid LeadId, string LinkId) : Discreet;

/// <param name="Who">Null when there is no such lead any more.</param>
public record MailedLinkSeen(string? Who, string Numbers, bool IsUsed) : Discreet;

public static class LookAtMailedLinkHandler
{
    public static async Task<MailedLinkSeen> Handle(LookAtMailedLink query, IDocumentSession session, CancellationToken stop)
    {
        var lead = await session.LoadAsync<LeadDetails>(Lead.Stream(query.LeadId), stop);
        return new(lead is null ? null : LeadWords.Who(lead), lead is null ? "" : LeadWords.Numbers(lead.Lead.Facts.Numbers()), await session.LoadAsync<UsedLink>(query.LinkId, stop) is not null);
    }
}

public record UseMailedLink(Guid LeadId, LeadAction Action, LeadOutcome Outcome, string LinkId) : Discreet;

public static class UseMailedLinkHandler
{
    public static void Configure(HandlerChain chain) => chain.OnException<ConcurrencyException>().Or<DocumentAlreadyExistsException>().RetryTimes(3);

    public static async Task<OutgoingMessages> Handle(UseMailedLink command, IDocumentSession session, DateTimeOffset now, CancellationToken stop)
    {
        if (await session.LoadAsync<UsedLink>(command.LinkId, stop) is not null) throw new Refused("This link has been used. It works once.");
        session.Insert(new UsedLink(command.LinkId, now));
        if (command.Action is LeadAction.Block) return await BlockCallerHandler.Handle(new(command.LeadId), session, now, stop);
        var stream = await session.Events.FetchForWriting<Lead>(Lead.Stream(command.LeadId), stop);
        if (MarkLeadDoneHandler.Handle(new(command.LeadId, command.Outcome, null, 0), stream.Aggregate, now) is { } done) stream.AppendOne(done);
        return [];
    }
}
