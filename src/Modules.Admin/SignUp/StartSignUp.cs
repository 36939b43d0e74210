using Microsoft.AspNetCore.Identity;
using Switchhook.Admin.Accounts;
using Switchhook.Admin.Mail;
using Switchhook.Contracts;

namespace Switchhook.Admin.SignUp;

/// <summary>Sent for every address that signs up, known or not: only out here, where nobody waits, is it looked up.</summary>
public record StartSignUp(string Email) : PersonalData;

public static class StartSignUpHandler
{
    public static async Task<object> Handle(StartSignUp command, UserManager<Account> accounts, SignUpLinks signUps, MailSettings mail) =>
        await accounts.FindByEmailAsync(command.Email) is { EmailConfirmed: true }
            ? new SendAlreadyRegisteredEmail(command.Email)
            : AccountEmails.Confirm(command.Email, mail.Link($"/confirm?code={await signUps.StartAsync(command.Email)}"));
}
