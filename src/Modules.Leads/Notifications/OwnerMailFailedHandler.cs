using Marten;
using Switchhook.Contracts;

namespace Switchhook.Leads.Notifications;

public static class OwnerMailFailedHandler
{
    public static void Handle(OwnerMailFailed message, IDocumentSession session)
    {
        if (LeadEmailKey.IsAboutLeads(message.Key))
            session.Store(new UndeliveredLeadEmail(message.Key, message.At, message.MayHaveBeen));
    }
}
