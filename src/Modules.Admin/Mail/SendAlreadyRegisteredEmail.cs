using Switchhook.Contracts;

namespace Switchhook.Admin;

/// <summary>Somebody signs up with an address that has an account: its owner alone is told.</summary>
public record SendAlreadyYours(string Email) : Discreet;

public static class SendAlreadyYoursHandler
{
    public static SendMail Handle(SendAlreadyYours command, MailSettings mail) =>
        Letters.AlreadyYours(command.Email, mail.Link("/sign-in"), mail.Link("/forgot-password"));
}
