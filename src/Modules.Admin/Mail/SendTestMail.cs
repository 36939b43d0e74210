using System.Text;
using MailKit;
using MimeKit;

namespace Switchhook.Admin.Mail;

/// <summary>Sends one and answers with what was said to the mail server and what it said, secrets masked.</summary>
public record SendTestMail(string To) : Switchhook.Contracts.PersonalData;

public record SmtpConversation(bool Sent, string Sentence, string Said) : Switchhook.Contracts.PersonalData;

public static class SendTestMailHandler
{
    public static async Task<SmtpConversation> Handle(
        SendTestMail command,
        MailSettings settings,
        MailServer server,
        CancellationToken stop
    )
    {
        using var message = new MimeMessage
        {
            Subject = "A test mail from Switchhook",
            Body = new TextPart("plain") { Text = $"If you can read this, {settings.PublicUrl} can send mail." },
        };
        message.From.Add(MailboxAddress.Parse(settings.From));
        message.To.Add(MailboxAddress.Parse(command.To));
        using var said = new MemoryStream();
        using var log = new ProtocolLogger(said, leaveOpen: true) { RedactSecrets = true };
        var outcome = (await server.TryAsync(message, () => Task.FromResult(true), stop, log))!;
        var words = settings.Smtp is null
            ? "No mail server is configured (Smtp__Host), so the mail was written to a file."
            : Encoding.UTF8.GetString(said.ToArray());
        return new(
            outcome.Kind is MailOutcomeKind.Taken,
            outcome.Why ?? (settings.Smtp is null ? "The mail was written to a file." : "The mail server has taken the mail."),
            words
        );
    }
}
