using System.Text;
using System.Text.RegularExpressions;

namespace Switchhook.BuildingBlocks.Input;

/// <summary>
/// A word of somebody's own list, such as an intent: "Book appointment", book-appointment and bookAppointment are one. Compared whole,
/// never by its pieces.
/// </summary>
public static partial class NormalizedTerm
{
    /// <summary>Null where nothing was said.</summary>
    public static string? Of(string? said)
    {
        if (string.IsNullOrWhiteSpace(said))
            return null;
        var parted = Hump().Replace(said.Normalize(NormalizationForm.FormKC), "$1_$2");
        var term = Between().Replace(parted, "_").Trim('_').ToLowerInvariant();
        return term.Length == 0 ? null : term;
    }

    public static bool IsAmong(string? said, IEnumerable<string> terms) => Of(said) is { } term && terms.Any(x => Of(x) == term);

    public static string[] Words(string? said) => Of(said)?.Split('_') ?? [];

    [GeneratedRegex(@"(\p{Ll}{2})(\p{Lu})")]
    private static partial Regex Hump();

    [GeneratedRegex(@"[^\p{L}\p{M}\p{N}&+%]+")]
    private static partial Regex Between();
}
