using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.WebUtilities;
using Switchhook.Admin.Accounts;
using Switchhook.Admin.Mail;
using Switchhook.Contracts;

namespace Switchhook.Admin.SignIn;

/// <summary>Sent for every address that is asked for, known or not: only out here, where nobody waits, is it looked up.</summary>
public record SendResetLink(string Email) : PersonalData;

public static class SendResetLinkHandler
{
    public static async Task<SendMail?> Handle(SendResetLink command, UserManager<Account> accounts, MailSettings mail)
    {
        if (await accounts.FindByEmailAsync(command.Email) is not { SuspendedAt: null } account)
            return null;
        var code = WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(await accounts.GeneratePasswordResetTokenAsync(account)));
        return AccountEmails.Reset(account.Email!, mail.Link($"/reset-password?account={account.Id}&code={code}"));
    }
}
