using JasperFx;
using Marten;
using Microsoft.AspNetCore.Identity;
using Switchhook.Contracts;
using Wolverine;
using Wolverine.ErrorHandling;
using Wolverine.Runtime.Handlers;

namespace Switchhook.Admin;

/// <summary>Messages were given up. Admins are mailed about it once a day, by whichever process comes first.</summary>
public record TellAdmins(int DeadLetters);

/// <param name="Id">What they were told, and on which day.</param>
public record AdminsTold(string Id, DateTimeOffset At);

public static class TellAdminsHandler
{
    public static void Configure(HandlerChain chain) => chain.OnException<DocumentAlreadyExistsException>().RetryTimes(3);

    public static async Task<OutgoingMessages> Handle(
        TellAdmins command, IDocumentSession session, UserManager<Account> accounts, MailSettings mail, DateTimeOffset now, CancellationToken stop)
    {
        var told = new AdminsTold($"dead-letters/{now:yyyy-MM-dd}", now);
        if (await session.LoadAsync<AdminsTold>(told.Id, stop) is not null) return [];
        session.Insert(told);
        var admins = await accounts.GetUsersInRoleAsync(AccountRoles.Admin);
        return [.. admins.Where(x => x is { EmailConfirmed: true, SuspendedAt: null }).Select(x => Letters.MessagesFailed(x.Email!, command.DeadLetters, mail.Link("/admin/messages")))];
    }
}
