using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using Switchhook.Contracts;
using Wolverine.ErrorHandling;
using Wolverine.Runtime.Handlers;

namespace Switchhook.Admin;

/// <summary>To the mail server when there is one, else into a file: a mail is never lost for want of a server.</summary>
public static class SendMailHandler
{
    public static void Configure(HandlerChain chain) => chain
        .OnAnyException()
        .ScheduleRetry(Seconds(5), Seconds(30), Seconds(120), Seconds(600), Seconds(3600), Seconds(3 * 3600), Seconds(12 * 3600))
        .Then.MoveToErrorQueue();

    public static async Task Handle(SendMail mail, MailSettings settings, MailFolder folder, CancellationToken stop)
    {
        using var letter = Letter(mail, settings.From);
        if (settings.Smtp is { } smtp) await SendAsync(letter, smtp, stop);
        else await folder.KeepAsync(letter, stop);
    }

    static MimeMessage Letter(SendMail mail, string from)
    {
        var letter = new MimeMessage { Subject = mail.Subject, Body = new TextPart("plain") { Text = mail.Text } };
        letter.From.Add(MailboxAddress.Parse(from));
        letter.To.Add(MailboxAddress.Parse(mail.To));
        return letter;
    }

    static async Task SendAsync(MimeMessage letter, SmtpSettings smtp, CancellationToken stop)
    {
        using var client = new SmtpClient { Timeout = 30_000 };
        await client.ConnectAsync(smtp.Host, smtp.Port, Security(smtp.Tls), stop);
        if (smtp.User is { Length: > 0 } user) await client.AuthenticateAsync(user, smtp.Password ?? "", stop);
        await client.SendAsync(letter, stop);
        await client.DisconnectAsync(true, stop);
    }

    static SecureSocketOptions Security(string tls) => tls.ToLowerInvariant() switch
    {
        "always" => SecureSocketOptions.SslOnConnect,
        "starttls" => SecureSocketOptions.StartTls,
        "none" => SecureSocketOptions.None,
        _ => SecureSocketOptions.Auto,
    };

    static TimeSpan Seconds(int seconds) => TimeSpan.FromSeconds(seconds);
}
