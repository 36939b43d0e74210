namespace Switchhook.BuildingBlocks;

/// <summary>Which mailbox an address reaches: many addresses may lead to one, and a limit for mails counts mailboxes.</summary>
public static class Mailbox
{
    static readonly string[] Gmail = ["gmail.com", "googlemail.com"];

    /// <summary>Ana.Reyes+news@GoogleMail.com → anareyes@gmail.com. For counting only: mail goes to the address as it was typed.</summary>
    public static string Of(string address)
    {
        var text = address.Trim().ToLowerInvariant();
        var at = text.LastIndexOf('@');
        if (at < 1)
            return text;
        var (name, domain) = (text[..at], text[(at + 1)..].TrimEnd('.'));
        if (name.IndexOf('+', StringComparison.Ordinal) is > 0 and var plus)
            name = name[..plus];
        if (!Gmail.Contains(domain))
            return $"{name}@{domain}";
        return name.Replace(".", "", StringComparison.Ordinal) is { Length: > 0 } bare ? $"{bare}@gmail.com" : $"{name}@gmail.com";
    }
}
