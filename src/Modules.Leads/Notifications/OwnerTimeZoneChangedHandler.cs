using Marten;
using Switchhook.Contracts;
using Wolverine;
using Wolverine.Runtime.Handlers;

namespace Switchhook.Leads.Notifications;

/// <summary>The hour of the digest is the owner's own.</summary>
public static class OwnerTimeZoneChangedHandler
{
    public static void Configure(HandlerChain chain)
    {
        chain.RetryOnPlanConflict();
        chain.RetryWhileDatabaseIsUnavailable();
    }

    public static async Task<OutgoingMessages> Handle(
        OwnerTimeZoneChanged owner,
        IDocumentSession session,
        DateTimeOffset now,
        CancellationToken stop
    ) =>
        await ChangeNotificationPreferencesHandler.StoreAsync(
            await NotificationPreferences.ReadAsync(session, stop) with
            {
                LivesIn = owner.Zone,
            },
            session,
            now,
            stop
        );
}
