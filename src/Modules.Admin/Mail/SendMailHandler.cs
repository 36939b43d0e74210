using MimeKit;
using Switchhook.Contracts;
using Wolverine;
using Wolverine.ErrorHandling;
using Wolverine.Runtime.Handlers;

namespace Switchhook.Admin;

/// <summary>What an account needs at once: confirming, a new password, a warning.</summary>
public static class SendMailHandler
{
    public static void Configure(HandlerChain chain) => chain
        .OnAnyException()
        .ScheduleRetry(Seconds(5), Seconds(30), Seconds(120), Seconds(600), Seconds(3600), Seconds(3 * 3600), Seconds(12 * 3600))
        .Then.MoveToErrorQueue();

    public static async Task<OutgoingMessages> Handle(SendMail mail, MailSettings settings, MailServer server, IOutsideWork outside, CancellationToken stop)
    {
        if (outside.IsHeldBack)
        {
            var later = new OutgoingMessages();
            later.Delay(mail, HeldBack.Pause);
            return later;
        }
        using var letter = new MimeMessage { Subject = mail.Subject, Body = new TextPart("plain") { Text = mail.Text } };
        letter.From.Add(MailboxAddress.Parse(settings.From));
        letter.To.Add(MailboxAddress.Parse(mail.To));
        await server.SendAsync(letter, stop);
        return [];
    }

    static TimeSpan Seconds(int seconds) => TimeSpan.FromSeconds(seconds);
}
