using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.WebUtilities;
using Switchhook.Contracts;

namespace Switchhook.Admin;

public record SendConfirmLink(Guid AccountId);

public static class SendConfirmLinkHandler
{
    public static async Task<SendMail?> Handle(SendConfirmLink command, UserManager<Account> accounts, MailLimit limit, MailSettings mail)
    {
        if (await accounts.FindByIdAsync(command.AccountId.ToString()) is not { EmailConfirmed: false } account || !limit.MayGo(account.Email!)) return null;
        var code = WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(await accounts.GenerateEmailConfirmationTokenAsync(account)));
        return Letters.Confirm(account.Email!, mail.Link($"/confirm?account={account.Id}&code={code}"));
    }
}
