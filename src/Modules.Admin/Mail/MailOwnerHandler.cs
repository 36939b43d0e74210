using JasperFx;
using Marten;
using Marten.Exceptions;
using Microsoft.AspNetCore.Identity;
using Npgsql;
using Switchhook.Admin.Accounts;
using Switchhook.Contracts;
using Wolverine;
using Wolverine.ErrorHandling;
using Wolverine.Runtime.Handlers;

namespace Switchhook.Admin.Mail;

/// <summary>Into the outbox. The key is unique: whoever comes second finds it there.</summary>
public static class MailOwnerHandler
{
    public static void Configure(HandlerChain chain)
    {
        chain.OnException<DocumentAlreadyExistsException>().RetryTimes(3);
        // While the database is away the message waits where it is: to be put off, it would have to be written.
        chain
            .OnException<NpgsqlException>()
            .Or<MartenCommandException>(x => x.InnerException is NpgsqlException { IsTransient: true })
            .Or<InvalidOperationException>(x => x.InnerException is NpgsqlException)
            .RetryWithCooldown([.. new[] { 0.25, 1, 2, 4, 8, 15, 15 }.Select(TimeSpan.FromSeconds)])
            .Then.ScheduleRetryIndefinitely(TimeSpan.FromSeconds(15), TimeSpan.FromMinutes(1));
    }

    public static async Task<OutgoingMessages> Handle(
        MailOwner mail,
        IDocumentSession session,
        UserManager<Account> accounts,
        DateTimeOffset now,
        CancellationToken stop
    )
    {
        if (await session.LoadAsync<OutboxMail>(mail.Key, stop) is not null)
            return [];
        if (await accounts.FindByIdAsync(session.TenantId) is not { SuspendedAt: null, Email: { } to } owner)
            return [];
        session.Insert(new OutboxMail(mail.Key, owner.Id, to, mail.Subject, mail.Text, mail.Html, now));
        return [new DeliverMail(mail.Key, 1)];
    }
}
