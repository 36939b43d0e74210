using Switchhook.Admin.Mail;
using Switchhook.Contracts;

namespace Switchhook.Admin.SignUp;

/// <summary>Somebody signs up with an address that has an account: its owner alone is told.</summary>
public record SendAlreadyRegisteredEmail(string Email) : PersonalData;

public static class SendAlreadyRegisteredEmailHandler
{
    public static SendMail Handle(SendAlreadyRegisteredEmail command, MailSettings mail) =>
        AccountEmails.AlreadyRegistered(command.Email, mail.Link("/sign-in"), mail.Link("/forgot-password"));
}
