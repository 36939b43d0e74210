using System.Globalization;
using System.Text.RegularExpressions;
using PhoneNumbers;

namespace Switchhook.Admin;

/// <summary>How times, names of fields and numbers are said on the pages of this module.</summary>
public static partial class Words
{
    public static string Second(DateTimeOffset at) => at.UtcDateTime.ToString("d MMM, HH:mm:ss", CultureInfo.InvariantCulture);

    public static string Exact(DateTimeOffset at) => at.UtcDateTime.ToString("d MMM yyyy, HH:mm:ss.fff 'UTC'", CultureInfo.InvariantCulture);

    public static string Iso(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>PromptWrittenAt and prompt_written_at → Prompt written at.</summary>
    public static string Label(string name)
    {
        var words = Humps().Replace(name, " ").Replace('_', ' ').ToLowerInvariant();
        return words.Length == 0 ? words : char.ToUpperInvariant(words[0]) + words[1..];
    }

    /// <summary>+14155550132 → +1 415 555 0132, in the groups of its own country.</summary>
    public static string Number(string number)
    {
        try
        {
            var numbers = PhoneNumberUtil.GetInstance();
            return numbers.Format(numbers.Parse(number, null), PhoneNumberFormat.INTERNATIONAL).Replace('-', ' ');
        }
        catch (NumberParseException) { return number; }
    }

    [GeneratedRegex("(?<=[a-z0-9])(?=[A-Z])")]
    private static partial Regex Humps();
}
