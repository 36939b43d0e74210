using Marten;
using Switchhook.Contracts;
using Wolverine;
using Wolverine.Runtime.Handlers;

namespace Switchhook.Leads;

/// <summary>A lead was captured: its owner is told as they wish.</summary>
public record TellOfLead(Guid LeadId);

public static class TellOfLeadHandler
{
    public static void Configure(HandlerChain chain)
    {
        chain.OutlastPlan();
        chain.Outlast();
    }

    public static async Task<OutgoingMessages> Handle(TellOfLead command, IDocumentSession session, LeadLinks links, PublicAddress site, DateTimeOffset now, CancellationToken stop)
    {
        if (await session.LoadAsync<LeadInMail>(Lead.Stream(command.LeadId), stop) is not null) return [];
        var wish = await LeadMailWish.ReadAsync(session, stop);
        if (wish.Mail is LeadMail.Digest) return await PlanAsync(Lead.Stream(command.LeadId), wish, session, now, stop);
        if (wish.Mail is LeadMail.Off || await session.LoadAsync<LeadDetails>(Lead.Stream(command.LeadId), stop) is not { } lead) return [];
        session.Store(new LeadInMail(lead.Id, lead.Id));
        return [LeadLetter.Of(lead, action => site.Link(links.Path(new(session.TenantId, command.LeadId, action, now + MailedLink.Lasts))), site.Link($"/leads/{command.LeadId}"))];
    }

    static async Task<OutgoingMessages> PlanAsync(string lead, LeadMailWish wish, IDocumentSession session, DateTimeOffset now, CancellationToken stop)
    {
        var before = await DigestPlan.ReadAsync(session, stop);
        var plan = before.Add(lead, wish, now);
        if (ReferenceEquals(plan, before)) return [];
        plan.Write(session);
        return plan.At == before.At ? [] : SendDigestHandler.Wake(plan, now);
    }
}
