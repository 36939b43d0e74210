using JasperFx;
using Marten;
using Switchhook.Contracts;
using Switchhook.Leads.BlockedCallers;
using Switchhook.Leads.Inbox;
using Wolverine;
using Wolverine.ErrorHandling;
using Wolverine.Runtime.Handlers;

namespace Switchhook.Leads.Notifications;

/// <summary>Kept so that a link works once.</summary>
public record UsedLink(string Id, DateTimeOffset At);

/// <summary>Asked in the owner's tenant, since whoever has the mail need not be signed in.</summary>
public record PreviewMailedLink(Guid LeadId, string LinkId) : PersonalData;

/// <param name="Who">Null when there is no such lead any more.</param>
public record MailedLinkPreview(string? Who, string Numbers, bool IsUsed) : PersonalData;

public static class PreviewMailedLinkHandler
{
    public static async Task<MailedLinkPreview> Handle(PreviewMailedLink query, IDocumentSession session, CancellationToken stop)
    {
        var lead = await session.LoadAsync<LeadDetails>(Lead.Stream(query.LeadId), stop);
        return new(
            lead is null ? null : LeadText.Who(lead),
            lead is null ? "" : LeadText.Numbers(lead.Lead.Facts.Numbers()),
            await session.LoadAsync<UsedLink>(query.LinkId, stop) is not null
        );
    }
}

public record UseMailedLink(Guid LeadId, LeadAction Action, LeadOutcome Outcome, string LinkId) : PersonalData;

public static class UseMailedLinkHandler
{
    public static void Configure(HandlerChain chain) =>
        chain.OnException<ConcurrencyException>().Or<DocumentAlreadyExistsException>().RetryTimes(3);

    public static async Task<OutgoingMessages> Handle(
        UseMailedLink command,
        IDocumentSession session,
        DateTimeOffset now,
        CancellationToken stop
    )
    {
        if (await session.LoadAsync<UsedLink>(command.LinkId, stop) is not null)
            throw new Refused("This link has been used. It works once.");
        session.Insert(new UsedLink(command.LinkId, now));
        if (command.Action is LeadAction.Block)
            return await BlockCallerHandler.Handle(new(command.LeadId), session, now, stop);
        var stream = await session.Events.FetchForWriting<Lead>(Lead.Stream(command.LeadId), stop);
        if (MarkLeadDoneHandler.Handle(new(command.LeadId, command.Outcome, null, 0), stream.Aggregate, now) is { } done)
            stream.AppendOne(done);
        return [];
    }
}
