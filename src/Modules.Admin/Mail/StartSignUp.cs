using Microsoft.AspNetCore.Identity;
using Switchhook.Contracts;

namespace Switchhook.Admin;

/// <summary>Sent for every address that signs up, known or not: only out here, where nobody waits, is it looked up.</summary>
public record StartSignUp(string Email) : Discreet;

public static class StartSignUpHandler
{
    public static async Task<object> Handle(StartSignUp command, UserManager<Account> accounts, SignUps signUps, MailSettings mail) =>
        await accounts.FindByEmailAsync(command.Email) is { EmailConfirmed: true }
            ? new SendAlreadyYours(command.Email)
            : Letters.Confirm(command.Email, mail.Link($"/confirm?code={await signUps.StartAsync(command.Email)}"));
}
