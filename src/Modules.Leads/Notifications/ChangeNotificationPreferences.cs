using Marten;
using Switchhook.Contracts;
using Wolverine;
using Wolverine.Runtime.Handlers;

namespace Switchhook.Leads.Notifications;

public record ChangeNotificationPreferences(NotificationMode Mail, int Hour);

public static class ChangeNotificationPreferencesHandler
{
    public static void Configure(HandlerChain chain) => chain.RetryOnPlanConflict();

    public static async Task<OutgoingMessages> Handle(
        ChangeNotificationPreferences command,
        IDocumentSession session,
        DateTimeOffset now,
        CancellationToken stop
    )
    {
        if (command.Hour is < 0 or > 23 || !Enum.IsDefined(command.Mail))
            throw new Refused("Choose an hour of the day for the digest.");
        return await StoreAsync(
            await NotificationPreferences.ReadAsync(session, stop) with
            {
                Mail = command.Mail,
                Hour = command.Hour,
            },
            session,
            now,
            stop
        );
    }

    /// <summary>Who waits for a mail is planned for again in the same transaction.</summary>
    public static async Task<OutgoingMessages> StoreAsync(
        NotificationPreferences preferences,
        IDocumentSession session,
        DateTimeOffset now,
        CancellationToken stop
    )
    {
        session.Store(preferences);
        var before = await DigestPlan.ReadAsync(session, stop);
        var plan = before.For(preferences, now);
        // Written even when nothing changes: a lead that comes at this moment is planned for once more, by the new choice.
        plan.Write(session);
        return plan.At == before.At ? [] : SendDigestHandler.Schedule(plan, now);
    }
}
