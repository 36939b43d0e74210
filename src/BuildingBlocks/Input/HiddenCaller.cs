using System.Text.RegularExpressions;

namespace Switchhook.BuildingBlocks.Input;

/// <summary>
/// How carriers say that a caller hides their number: in words, as a SIP address, and spelled on the keypad, where ANONYMOUS is 266696687
/// and comes as +266696687, which looks like a number in Lesotho.
/// </summary>
public static partial class HiddenCaller
{
    static readonly HashSet<string> Words =
    [
        "anonymous",
        "restricted",
        "unavailable",
        "unknown",
        "private",
        "blocked",
        "withheld",
        "hidden",
        "suppressed",
        "nocallerid",
        "callerid",
        "unknowncaller",
        "unknownnumber",
        "privatenumber",
        "privatecaller",
        "blockedcaller",
        "blockednumber",
        "numberwithheld",
        "withheldnumber",
        "callerwithheld",
        "callerunknown",
        "hiddennumber",
        "anonymouscaller",
        "notavailable",
        "outofarea",
        "calleridblocked",
        "calleridunavailable",
        "numberunavailable",
        "restrictednumber",
        "restrictedcaller",
        "anonym",
        "unbekannt",
        "unterdrückt",
        "unterdrueckt",
        "rufnummerunterdrückt",
        "privat",
        "anonyme",
        "inconnu",
        "masqué",
        "numéromasqué",
        "numéroinconnu",
        "numéroprivé",
        "privé",
        "anónimo",
        "anonimo",
        "desconocido",
        "oculto",
        "privado",
        "númerooculto",
        "númeroprivado",
        "númerodesconocido",
        "numerooculto",
        "numeroprivado",
        "numerodesconocido",
        "sconosciuto",
        "anoniem",
        "onbekend",
        "afgeschermd",
    ];

    // Only what carriers are known to spell: a longer list would take real numbers for hidden ones.
    static readonly HashSet<string> OnKeypad =
    [
        .. new[]
        {
            "anonymous",
            "restricted",
            "unavailable",
            "unknown",
            "private",
            "blocked",
            "withheld",
            "nocallerid",
            "outofarea",
        }.Select(Keypad),
    ];

    public static bool Is(string? caller)
    {
        if (string.IsNullOrWhiteSpace(caller) || caller.Length > 250)
            return false;
        var text = AddressUnwrapper.User(caller);
        if (Letters(text) is { Length: > 0 } letters)
            return Words.Contains(letters) || Nowhere().IsMatch(caller);
        var digits = string.Concat(text.Where(char.IsAsciiDigit));
        var spelled = digits.Length == 10 && digits[0] == '1' ? digits[1..] : digits;
        if (digits.Length > 0 && digits.TrimStart('0').Length == 0)
            return true;
        if (Zeros().IsMatch(text) || text.Trim() is "-1" or "-2")
            return true;
        return OnKeypad.Contains(spelled) && (text.TrimStart().StartsWith('+') || !PhoneNumber.IsDomestic(digits));
    }

    static string Letters(string text) => string.Concat(text.Where(char.IsLetter)).ToLowerInvariant();

    static string Keypad(string word) => string.Concat(word.Select(x => "22233344455566677778889999"[x - 'a']));

    [GeneratedRegex(@"@(anonymous|unknown|restricted)\.invalid\b", RegexOptions.IgnoreCase)]
    private static partial Regex Nowhere();

    [GeneratedRegex(@"^\s*\+?1?0{6,}\s*\z")]
    private static partial Regex Zeros();
}
