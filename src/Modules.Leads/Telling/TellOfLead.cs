using System.Globalization;
using Marten;
using Switchhook.Contracts;
using Wolverine;
using Wolverine.Runtime.Handlers;

namespace Switchhook.Leads;

/// <summary>A lead was captured: its owner is told as they wish.</summary>
public record TellOfLead(Guid LeadId);

public static class TellOfLeadHandler
{
    public static void Configure(HandlerChain chain) => chain.Outlast();

    public static async Task<OutgoingMessages> Handle(TellOfLead command, IDocumentSession session, LeadLinks links, PublicAddress site, DateTimeOffset now, CancellationToken stop)
    {
        var wish = await LeadMailWish.ReadAsync(session, stop);
        if (wish.Mail is LeadMail.Digest) return await PlanAsync(wish, session, now, stop);
        if (wish.Mail is LeadMail.Off || await session.LoadAsync<LeadDetails>(Lead.Stream(command.LeadId), stop) is not { } lead) return [];
        return [LeadLetter.Of(lead, action => site.Link(links.Path(new(session.TenantId, command.LeadId, action, now + MailedLink.Lasts))), site.Link($"/leads/{command.LeadId}"))];
    }

    static async Task<OutgoingMessages> PlanAsync(LeadMailWish wish, IDocumentSession session, DateTimeOffset now, CancellationToken stop)
    {
        var at = wish.NextDigest(now);
        var day = wish.Zone().Day(at).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        if (await session.LoadAsync<DigestPlanned>(day, stop) is not null) return [];
        session.Store(new DigestPlanned(day, at));
        var next = new OutgoingMessages();
        next.Delay(new SendDigest(day), at - now);
        return next;
    }
}
