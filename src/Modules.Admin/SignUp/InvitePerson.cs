using Microsoft.AspNetCore.Identity;
using Switchhook.Admin.Accounts;
using Switchhook.Admin.Mail;
using Switchhook.Contracts;

namespace Switchhook.Admin.SignUp;

/// <summary>An admin invites somebody by mail.</summary>
public record InvitePerson(string Email, Guid By) : PersonalData;

public static class InvitePersonHandler
{
    public static async Task<SendMail> Handle(InvitePerson command, UserManager<Account> accounts, SignUpLinks signUps, MailSettings mail)
    {
        if (await accounts.FindByEmailAsync(command.Email) is { EmailConfirmed: true })
            throw new Refused("This address already has an account.");
        return AccountEmails.Invitation(command.Email, mail.Link($"/confirm?code={await signUps.StartAsync(command.Email, command.By)}"));
    }
}
