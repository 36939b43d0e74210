using Marten;
using Switchhook.Contracts;

namespace Switchhook.Leads.Notifications;

public static class OwnerMailedHandler
{
    public static void Handle(OwnerMailed message, IDocumentSession session)
    {
        if (!LeadEmailKey.IsAboutLeads(message.Key))
            return;
        session.Store(new LeadEmailSent(message.Key, message.At));
        session.Delete<UndeliveredLeadEmail>(message.Key);
    }
}
