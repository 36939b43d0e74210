using System.Text;
using MimeKit;
using Switchhook.BuildingBlocks.Text;

namespace Switchhook.Admin.Accounts;

public static class AccountEmail
{
    public const string InvalidText = "Enter an e-mail address, such as ana@example.com.";

    /// <summary>The address alone, or null when it is none that mail could reach.</summary>
    public static string? Read(string? typed)
    {
        var text = Plain(typed ?? "");
        return
            text.Length is > 2 and <= 254
            && MailboxAddress.TryParse(text, out var mailbox)
            && mailbox.Address == text
            && text.IndexOf('@') is > 0 and var at
            && text[(at + 1)..] is { Length: > 0 } host
            && host.All(x => char.IsLetterOrDigit(x) || x is '.' or '-')
            ? text
            : null;
    }

    /// <summary>As mail is sent to it: two spellings that look alike, or differ by what nobody sees, are one address.</summary>
    static string Plain(string typed)
    {
        try
        {
            return VisibleText.WithoutHidden(typed.Normalize(NormalizationForm.FormKC)).Trim();
        }
        // Half a character.
        catch (ArgumentException)
        {
            return "";
        }
    }
}
