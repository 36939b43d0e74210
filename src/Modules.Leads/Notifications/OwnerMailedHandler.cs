using Marten;
using Switchhook.Contracts;

namespace Switchhook.Leads.Notifications;

public static class OwnerMailedHandler
{
    public static void Handle(OwnerMailed told, IDocumentSession session)
    {
        if (!IsAboutLeads(told.Key)) return;
        session.Store(new LeadEmailSent(told.Key, told.At));
        session.Delete<UndeliveredLeadEmail>(told.Key);
    }

    public static void Handle(OwnerMailFailed told, IDocumentSession session)
    {
        if (IsAboutLeads(told.Key)) session.Store(new UndeliveredLeadEmail(told.Key, told.At, told.MayHaveBeen));
    }

    static bool IsAboutLeads(string key) => key.StartsWith("lead/", StringComparison.Ordinal) || key.StartsWith("digest/", StringComparison.Ordinal);
}
