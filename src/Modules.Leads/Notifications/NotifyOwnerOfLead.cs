using Marten;
using Switchhook.Contracts;
using Switchhook.Leads.Inbox;
using Wolverine;
using Wolverine.Runtime.Handlers;

namespace Switchhook.Leads.Notifications;

/// <summary>A lead was captured: its owner is told as they wish.</summary>
public record NotifyOwnerOfLead(Guid LeadId);

public static class NotifyOwnerOfLeadHandler
{
    public static void Configure(HandlerChain chain)
    {
        chain.RetryOnPlanConflict();
        chain.RetryWhileDatabaseIsUnavailable();
    }

    public static async Task<OutgoingMessages> Handle(
        NotifyOwnerOfLead command,
        IDocumentSession session,
        LeadEmailLinks links,
        PublicAddress site,
        DateTimeOffset now,
        CancellationToken stop
    )
    {
        if (await session.LoadAsync<LeadInEmail>(Lead.Stream(command.LeadId), stop) is not null)
            return [];
        var preferences = await NotificationPreferences.ReadAsync(session, stop);
        if (preferences.Mail is NotificationMode.Digest)
            return await PlanAsync(Lead.Stream(command.LeadId), preferences, session, now, stop);
        if (
            preferences.Mail is NotificationMode.Off
            || await session.LoadAsync<LeadDetails>(Lead.Stream(command.LeadId), stop) is not { } lead
        )
            return [];
        session.Store(new LeadInEmail(lead.Id, lead.Id));
        return
        [
            LeadEmail.Of(
                lead,
                action => site.Link(links.Path(new(session.TenantId, command.LeadId, action, now + MailedLink.Lifetime))),
                site.Link($"/leads/{command.LeadId}")
            ),
        ];
    }

    static async Task<OutgoingMessages> PlanAsync(
        string lead,
        NotificationPreferences preferences,
        IDocumentSession session,
        DateTimeOffset now,
        CancellationToken stop
    )
    {
        var before = await DigestPlan.ReadAsync(session, stop);
        var plan = before.Add(lead, preferences, now);
        if (ReferenceEquals(plan, before))
            return [];
        plan.Write(session);
        return plan.At == before.At ? [] : SendDigestHandler.Schedule(plan, now);
    }
}
