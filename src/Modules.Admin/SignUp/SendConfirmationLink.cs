using Microsoft.AspNetCore.Identity;
using Switchhook.Admin.Accounts;
using Switchhook.Admin.Mail;
using Switchhook.Contracts;

namespace Switchhook.Admin.SignUp;

/// <summary>For an account of an older version that nobody has confirmed.</summary>
public record SendConfirmationLink(Guid AccountId);

public static class SendConfirmationLinkHandler
{
    public static async Task<SendMail?> Handle(
        SendConfirmationLink command,
        UserManager<Account> accounts,
        SignUpLinks signUps,
        MailSettings mail
    )
    {
        if (await accounts.FindByIdAsync(command.AccountId.ToString()) is not { EmailConfirmed: false, Email: { } email })
            return null;
        return AccountEmails.Confirm(email, mail.Link($"/confirm?code={await signUps.StartAsync(email)}"));
    }
}
