using Marten;
using Switchhook.Contracts;

namespace Switchhook.Leads.BlockedCallers;

public static class ScreeningChangedHandler
{
    public static void Handle(ScreeningChanged told, IDocumentSession session) => session.Store(new ScreeningStatus(told.IsGuarded, told.Why));
}
