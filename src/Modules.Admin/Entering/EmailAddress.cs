using MimeKit;

namespace Switchhook.Admin;

public static class EmailAddress
{
    public const string Fault = "Enter an e-mail address, such as ana@example.com.";

    /// <summary>The address alone, or null when it is none that mail could reach.</summary>
    public static string? Read(string? typed)
    {
        var text = typed?.Trim() ?? "";
        return text.Length is > 2 and <= 254 && MailboxAddress.TryParse(text, out var mailbox) && mailbox.Address == text && text.Contains('@') && !text.EndsWith('@')
            ? text : null;
    }
}
