using System.Text;
using System.Text.RegularExpressions;

namespace Switchhook.BuildingBlocks.Input;

/// <summary>Digits as they are said: "four one five, double five, oh one three two", "plus forty-four", "eight hundred".</summary>
static partial class SpokenDigits
{
    const int MostTens = 8;

    static readonly Dictionary<string, string> Digits = new(StringComparer.OrdinalIgnoreCase)
    {
        ["zero"] = "0",
        ["oh"] = "0",
        ["o"] = "0",
        ["nought"] = "0",
        ["naught"] = "0",
        ["nil"] = "0",
        ["one"] = "1",
        ["two"] = "2",
        ["three"] = "3",
        ["four"] = "4",
        ["five"] = "5",
        ["fife"] = "5",
        ["six"] = "6",
        ["seven"] = "7",
        ["eight"] = "8",
        ["nine"] = "9",
        ["niner"] = "9",
        ["ten"] = "10",
        ["eleven"] = "11",
        ["twelve"] = "12",
        ["thirteen"] = "13",
        ["fourteen"] = "14",
        ["fifteen"] = "15",
        ["sixteen"] = "16",
        ["seventeen"] = "17",
        ["eighteen"] = "18",
        ["nineteen"] = "19",
        ["cero"] = "0",
        ["uno"] = "1",
        ["una"] = "1",
        ["dos"] = "2",
        ["tres"] = "3",
        ["cuatro"] = "4",
        ["cinco"] = "5",
        ["seis"] = "6",
        ["siete"] = "7",
        ["ocho"] = "8",
        ["nueve"] = "9",
        ["null"] = "0",
        ["eins"] = "1",
        ["zwei"] = "2",
        ["zwo"] = "2",
        ["drei"] = "3",
        ["vier"] = "4",
        ["fünf"] = "5",
        ["sechs"] = "6",
        ["sieben"] = "7",
        ["acht"] = "8",
        ["neun"] = "9",
        ["zéro"] = "0",
        ["un"] = "1",
        ["deux"] = "2",
        ["trois"] = "3",
        ["quatre"] = "4",
        ["cinq"] = "5",
        ["sept"] = "7",
        ["huit"] = "8",
        ["neuf"] = "9",
    };

    static readonly Dictionary<string, string> Tens = new(StringComparer.OrdinalIgnoreCase)
    {
        ["twenty"] = "2",
        ["thirty"] = "3",
        ["forty"] = "4",
        ["fourty"] = "4",
        ["fifty"] = "5",
        ["sixty"] = "6",
        ["seventy"] = "7",
        ["eighty"] = "8",
        ["ninety"] = "9",
    };

    /// <summary>
    /// "Twenty seven" is 27 or 20 and 7: all as 27 first, then each one of them as 20 and 7. None where there is a word that is no digit.
    /// </summary>
    public static IEnumerable<string> In(string text) =>
        Enumerable
            .Range(-1, 1 + Math.Min(MostTens, Token().Matches(text).Count(x => Tens.ContainsKey(x.Value))))
            .Select(apart => In(text, apart))
            .OfType<string>();

    /// <param name="apart">Which of the tens stands by itself; the others go with the digit behind them.</param>
    static string? In(string text, int apart)
    {
        var tens = 0;
        var written = new StringBuilder();
        var tokens = Token().Matches(text).Select(x => x.Value).ToList();
        for (var i = 0; i < tokens.Count; i++)
        {
            var next = i + 1 < tokens.Count ? tokens[i + 1] : "";
            if (Times(tokens[i]) is { } times && Said(next) is { Length: 1 } repeated)
                (_, i) = (written.Append(repeated[0], times), i + 1);
            else if (Tens.TryGetValue(tokens[i], out var ten))
                (_, i) =
                    Said(next) is { Length: 1 } unit and not "0" && tens++ != apart
                        ? (written.Append(ten).Append(unit), i + 1)
                        : (written.Append(ten).Append('0'), i);
            else if (Said(tokens[i]) is { } digits)
                written.Append(digits);
            else if (Mark(tokens[i]) is { } mark)
                written.Append(mark);
            else
                return null;
        }
        return written.ToString();
    }

    static string? Said(string token) =>
        Digits.TryGetValue(token, out var digits) ? digits
        : token.All(char.IsAsciiDigit) && token.Length > 0 ? token
        : null;

    static int? Times(string token) =>
        token.ToLowerInvariant() switch
        {
            "double" or "doppel" or "doble" => 2,
            "triple" or "treble" => 3,
            _ => null,
        };

    static string? Mark(string token) =>
        token.ToLowerInvariant() switch
        {
            "plus" or "+" or "más" => "+",
            "hundred" => "00",
            "thousand" => "000",
            "extension" or "ext" or "x" or "#" => " ext ",
            "dash" or "hyphen" or "and" or "area" or "code" or "then" or "pause" or "dot" or "point" or "space" or "y" or "und" or "et" =>
                "",
            _ => null,
        };

    [GeneratedRegex(@"\d+|\p{L}+|[+#]")]
    private static partial Regex Token();
}
