namespace Switchhook.Admin.Mail;

/// <param name="Folder">Where mails lie as files when there is no mail server.</param>
/// <param name="PublicUrl">What links in mails begin with.</param>
/// <param name="Readable">Development: /dev/mail shows the folder.</param>
public sealed record MailSettings(string Folder, string PublicUrl, string From, SmtpSettings? Smtp, bool Readable)
{
    public string Link(string path) => PublicUrl.TrimEnd('/') + path;
}

/// <summary>Configured under Smtp__. Tls is auto, always (from the first byte), starttls or none.</summary>
public sealed record SmtpSettings(string Host, int Port, string? User, string? Password, string Tls);
