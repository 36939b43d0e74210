using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Switchhook.BuildingBlocks.Text;

namespace Switchhook.BuildingBlocks.Input;

/// <summary>An address as people type it, as mail programs write it, and as it is said: "john dot doe at example dot com".</summary>
public static partial class EmailAddress
{
    const int Longest = 254,
        MostWords = 3;

    public static ParsedValue<string?> Read(string? text)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > 2 * Longest)
            return Switchhook.BuildingBlocks.Input.ParseResult.Unclear<string>(text);
        var bare = Bare(text);
        if (Checked(bare) is { } exact)
            return Switchhook.BuildingBlocks.Input.ParseResult.Exactly<string?>(exact, text);
        var found = Inside().Matches(bare).Select(x => Checked(x.Value.TrimEnd('.', ','))).OfType<string>().FirstOrDefault();
        return (found ?? Checked(Written(bare))) is { } heard
            ? Switchhook.BuildingBlocks.Input.ParseResult.AsHeard<string?>(heard, text)
            : Switchhook.BuildingBlocks.Input.ParseResult.Unclear<string>(text);
    }

    static string Bare(string text)
    {
        text = VisibleText.WithoutHidden(text.Normalize(NormalizationForm.FormKC)).Trim();
        if (Bracketed().Match(text) is { Success: true } bracketed)
            text = bracketed.Groups[1].Value;
        text = Mailto().Replace(text.Trim(' ', '"', '\'', '“', '”', '‘', '’', '<', '>', '(', ')', '[', ']', '`'), "");
        if (
            text.IndexOf('?', StringComparison.Ordinal) is > 0 and var query
            && text.IndexOf('@', StringComparison.Ordinal) is var at
            && at > 0
            && at < query
        )
            text = text[..query];
        return text.Trim().TrimEnd('.', ',', ';', '!', '>', ')').Trim();
    }

    /// <summary>The words of an address as its characters; what was said before it is left out.</summary>
    static string Written(string said)
    {
        said = Prefix().Replace(said.ToLowerInvariant(), "");
        if (At().Matches(said) is not [.., var at])
            return "";
        var (local, host) = (Marked(said[..at.Index]), Marked(said[(at.Index + at.Length)..]));
        // More words than a name has are a sentence.
        return local.Split(' ').Count(x => x.Length > 1) > MostWords || At().IsMatch(local)
            ? ""
            : $"{Blanks().Replace(local, "")}@{Blanks().Replace(host, "").TrimEnd('.')}";
    }

    static string Marked(string said) => Marks.Aggregate(said, (text, mark) => mark.Word.Replace(text, mark.Written)).Trim();

    static readonly (Regex Word, string Written)[] Marks =
    [
        (Word("dot|period|full stop|punto|punkt|point|ponto"), "."),
        (Word("underscore|under score|guion bajo|unterstrich|tiret bas"), "_"),
        (Word("dash|hyphen|minus|guion|guión|bindestrich|tiret|hífen"), "-"),
        (Word("plus"), "+"),
    ];

    static Regex Word(string words) => new($@"\s*(?<![\p{{L}}\p{{N}}])(?:{words})(?![\p{{L}}\p{{N}}])\s*", RegexOptions.CultureInvariant);

    static string? Checked(string address)
    {
        if (address.Length > Longest || !Shape().IsMatch(address))
            return null;
        var at = address.LastIndexOf('@');
        var (local, host) = (address[..at], address[(at + 1)..].ToLowerInvariant());
        if (local.Length > 64 || local.StartsWith('.') || local.EndsWith('.') || local.Contains("..", StringComparison.Ordinal))
            return null;
        // What cannot be a host's name could not be written to.
        try
        {
            return
                new IdnMapping { UseStd3AsciiRules = true }
                    .GetAscii(host)
                    .Length <= 253
                ? $"{local}@{host}"
                : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    [GeneratedRegex(
        @"^[^\s@<>,;:""()\[\]\\]+@[^\s@<>,;:""()\[\]\\._-](?:[^\s@<>,;:""()\[\]\\_]*[^\s@<>,;:""()\[\]\\._-])?\.\p{L}[\p{L}\p{N}-]*\p{L}\z"
    )]
    private static partial Regex Shape();

    [GeneratedRegex(@"<\s*([^<>\s]+@[^<>\s]+)\s*>")]
    private static partial Regex Bracketed();

    [GeneratedRegex(@"^mailto:\s*", RegexOptions.IgnoreCase)]
    private static partial Regex Mailto();

    [GeneratedRegex(@"(?<![^\s<>,;:""()\[\]])[^\s@<>,;:""()\[\]]+@[^\s@<>,;:""()\[\]]+\.\p{L}{2,}(?![@\p{L}\p{N}])")]
    private static partial Regex Inside();

    [GeneratedRegex(
        @"^.*?\b(?:e-?mail(?: address)?(?: is|:)|address is|(?:it is|it's|that is|that's|this is)(?= \S+ (?:at|dot|@))|mi correo es|meine (?:e-?mail|adresse) (?:ist|lautet)|mon adresse est)\s*:?\s*"
    )]
    private static partial Regex Prefix();

    [GeneratedRegex(@"\s*(?:\(at\)|\[at\]|\{at\}|(?<=\s)(?:at sign|at|arroba|ät|arobase|klammeraffe|chiocciola)(?=\s)|@)\s*")]
    private static partial Regex At();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
