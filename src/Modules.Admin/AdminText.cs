using System.Globalization;
using System.Text.RegularExpressions;

namespace Switchhook.Admin;

/// <summary>How times and names of fields are said on the pages of this module.</summary>
public static partial class AdminText
{
    public static string Second(DateTimeOffset at) => at.UtcDateTime.ToString("d MMM, HH:mm:ss", CultureInfo.InvariantCulture);

    public static string Exact(DateTimeOffset at) =>
        at.UtcDateTime.ToString("d MMM yyyy, HH:mm:ss.fff 'UTC'", CultureInfo.InvariantCulture);

    public static string Iso(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>PromptWrittenAt and prompt_written_at → Prompt written at.</summary>
    public static string Label(string name)
    {
        var words = Humps().Replace(name, " ").Replace('_', ' ').ToLowerInvariant();
        return words.Length == 0 ? words : char.ToUpperInvariant(words[0]) + words[1..];
    }

    [GeneratedRegex("(?<=[a-z0-9])(?=[A-Z])")]
    private static partial Regex Humps();
}
