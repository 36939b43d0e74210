using Microsoft.AspNetCore.Identity;
using Switchhook.Contracts;

namespace Switchhook.Admin;

/// <summary>For an account of an older version that nobody has confirmed.</summary>
public record SendConfirmLink(Guid AccountId);

public static class SendConfirmLinkHandler
{
    public static async Task<SendMail?> Handle(SendConfirmLink command, UserManager<Account> accounts, SignUps signUps, MailSettings mail)
    {
        if (await accounts.FindByIdAsync(command.AccountId.ToString()) is not { EmailConfirmed: false, Email: { } email }) return null;
        return Letters.Confirm(email, mail.Link($"/confirm?code={await signUps.StartAsync(email)}"));
    }
}
