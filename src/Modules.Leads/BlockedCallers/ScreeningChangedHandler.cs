using Marten;
using Switchhook.Contracts;

namespace Switchhook.Leads.BlockedCallers;

public static class ScreeningChangedHandler
{
    public static void Handle(ScreeningChanged message, IDocumentSession session) =>
        session.Store(new ScreeningStatus(message.IsGuarded, message.Why));
}
