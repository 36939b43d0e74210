using JasperFx;
using Marten;
using Microsoft.AspNetCore.Identity;
using Switchhook.Contracts;
using Wolverine;
using Wolverine.Attributes;
using Wolverine.ErrorHandling;
using Wolverine.Runtime.Handlers;

namespace Switchhook.Admin;

/// <summary>Into the outbox. The key is unique: whoever comes second finds it there.</summary>
[WolverineHandler]
public static class QueueMail
{
    public static void Configure(HandlerChain chain) => chain.OnException<DocumentAlreadyExistsException>().RetryTimes(3);

    public static async Task<OutgoingMessages> Handle(MailOwner mail, IDocumentSession session, UserManager<Account> accounts, DateTimeOffset now, CancellationToken stop)
    {
        if (await session.LoadAsync<OutboxMail>(mail.Key, stop) is not null) return [];
        if (await accounts.FindByIdAsync(session.TenantId) is not { SuspendedAt: null, Email: { } to } owner) return [];
        session.Insert(new OutboxMail(mail.Key, owner.Id, to, mail.Subject, mail.Text, mail.Html, now));
        return [new DeliverMail(mail.Key, 1)];
    }
}
