using System.Globalization;
using System.Text;

namespace Switchhook.BuildingBlocks.Text;

/// <summary>Text without what nobody sees: characters that control, hide, or turn the direction of what follows.</summary>
public static class VisibleText
{
    const char Joiner = '\u200d',
        NonJoiner = '\u200c';

    /// <summary>
    /// One line of at most so many characters, with an ellipsis where it was cut: for a subject, a heading, a line of a mail.
    /// </summary>
    public static string Line(string text, int most)
    {
        var line = string.Join(' ', WithoutControls(text).Split(' ', StringSplitOptions.RemoveEmptyEntries));
        if (line.Length <= most)
            return line;
        var end = char.IsHighSurrogate(line[most - 2]) ? most - 2 : most - 1;
        return line[..end].TrimEnd() + "…";
    }

    /// <summary>
    /// Whether all of it can be seen, and there is something to see. Joiners, which belong to some scripts and symbols, are no fault.
    /// </summary>
    public static bool IsVisible(string text) =>
        !text.Any(x => IsHidden(x) || char.IsControl(x)) && text.Any(x => !char.IsWhiteSpace(x) && x is not (Joiner or NonJoiner));

    /// <summary>Where no character of that kind belongs: in an address, say.</summary>
    public static string WithoutHidden(string text) =>
        text.Any(x => IsHidden(x) || x is Joiner or NonJoiner)
            ? string.Concat(text.Where(x => !IsHidden(x) && x is not (Joiner or NonJoiner)))
            : text;

    static string WithoutControls(string text)
    {
        var seen = new StringBuilder(text.Length);
        foreach (var x in text)
            if (char.IsControl(x) || char.IsWhiteSpace(x))
                seen.Append(' ');
            else if (!IsHidden(x))
                seen.Append(x);
        return seen.ToString();
    }

    static bool IsHidden(char x) => char.GetUnicodeCategory(x) is UnicodeCategory.Format && x is not (Joiner or NonJoiner);
}
