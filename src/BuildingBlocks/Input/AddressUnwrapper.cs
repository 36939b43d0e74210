using System.Text;
using System.Text.RegularExpressions;

namespace Switchhook.BuildingBlocks.Input;

/// <summary>What stands around a number or an address: quotation marks, angle brackets, a scheme, a host, parameters.</summary>
static partial class AddressUnwrapper
{
    /// <summary>"Bob" &lt;sip:+14155550142@pbx.example;user=phone&gt; → +14155550142.</summary>
    public static string User(string text)
    {
        text = Bare(text);
        var scheme = Scheme().Match(text);
        text = text[scheme.Length..];
        if (text.IndexOf('@', StringComparison.Ordinal) is > 0 and var at)
            text = text[..at];
        else if (scheme.Success && text.IndexOf('?', StringComparison.Ordinal) is > 0 and var query)
            text = text[..query];
        if (!scheme.Success && !text.Contains(';', StringComparison.Ordinal))
            return text.Trim();
        var parts = text.Split(';');
        var extension = parts.Skip(1).FirstOrDefault(x => x.StartsWith("ext=", StringComparison.OrdinalIgnoreCase));
        return (
            parts.Length > 1 && parts[1].All(char.IsAsciiDigit) ? text
            : extension is null ? parts[0]
            : $"{parts[0]};{extension}"
        ).Trim();
    }

    /// <summary>Without what only encloses it, and with full-width letters and digits as ordinary ones.</summary>
    public static string Bare(string text)
    {
        if (Bracketed().Match(text) is { Success: true } bracketed)
            text = bracketed.Groups["in"].Value;
        text = text.Normalize(NormalizationForm.FormKC).Trim().Trim('"', '\'', '“', '”', '‘', '’', '`', '<', '>', '«', '»').Trim();
        return text.Contains('%', StringComparison.Ordinal) && Escaped().IsMatch(text) ? Uri.UnescapeDataString(text) : text;
    }

    [GeneratedRegex(
        @"^\s*(tel|sips?|callto|whatsapp|sms|fax|phone|voip|mobile|cell|home|work|office)\s*:\s*(//)?",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Scheme();

    [GeneratedRegex(@"<(?<in>[^<>]+)>")]
    private static partial Regex Bracketed();

    [GeneratedRegex(@"%[0-9A-Fa-f]{2}")]
    private static partial Regex Escaped();
}
