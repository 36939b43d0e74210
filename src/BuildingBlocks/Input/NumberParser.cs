using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Switchhook.BuildingBlocks.Input;

/// <summary>An amount or a count: "4", "$1,200.50", "1.200,50 €", "about 5k", "eleven", "7 out of 10".</summary>
public static partial class NumberParser
{
    const int Longest = 100;

    static readonly Dictionary<string, decimal> Units = Numbered(
            """
            zero nought nil|one a an|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen
            """
        )
        .Concat(Numbered("cero|uno una|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez||doce|trece|catorce|quince"))
        .Concat(
            Numbered(
                "|eins ein eine|zwei zwo|drei|vier|fünf fuenf|sechs|sieben|acht|neun|zehn|elf|zwölf "
                    + "zwoelf|dreizehn|vierzehn|fünfzehn|sechzehn|siebzehn|achtzehn|neunzehn"
            )
        )
        .Concat(Numbered("zéro|un une|deux|trois|quatre|cinq||sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize"))
        .DistinctBy(x => x.Key)
        .ToDictionary();

    static readonly Dictionary<string, decimal> Tens = new()
    {
        ["twenty"] = 20,
        ["thirty"] = 30,
        ["forty"] = 40,
        ["fourty"] = 40,
        ["fifty"] = 50,
        ["sixty"] = 60,
        ["seventy"] = 70,
        ["eighty"] = 80,
        ["ninety"] = 90,
        ["veinte"] = 20,
        ["treinta"] = 30,
        ["zwanzig"] = 20,
        ["dreißig"] = 30,
        ["vingt"] = 20,
        ["trente"] = 30,
    };

    static readonly Dictionary<string, decimal> Scales = new()
    {
        ["hundred"] = 100,
        ["hundert"] = 100,
        ["cien"] = 100,
        ["k"] = 1000,
        ["grand"] = 1000,
        ["thousand"] = 1000,
        ["tausend"] = 1000,
        ["mil"] = 1000,
        ["mille"] = 1000,
        ["m"] = 1_000_000,
        ["mn"] = 1_000_000,
        ["mio"] = 1_000_000,
        ["million"] = 1_000_000,
        ["millions"] = 1_000_000,
        ["bn"] = 1_000_000_000,
        ["billion"] = 1_000_000_000,
    };

    public static ParsedValue<decimal?> Read(string? text)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > Longest)
            return Switchhook.BuildingBlocks.Input.ParseResult.Unclear<decimal?>(text);
        var said = text.Normalize(NormalizationForm.FormKC).Trim().Trim('"', '\'', '“', '”').Trim().TrimEnd('.', '!').ToLowerInvariant();
        if (Plain().IsMatch(said) && decimal.TryParse(said, NumberStyles.Float, CultureInfo.InvariantCulture, out var plain))
            return Switchhook.BuildingBlocks.Input.ParseResult.Exactly<decimal?>(plain, text);
        var certain = !Vague().IsMatch(said) && !said.Any(char.IsLetter);
        said = Around().Replace(Vague().Replace(said, " "), " ").Trim();
        if (OutOf().Match(said) is { Success: true } part)
            return Either(part.Groups["got"].Value) is { } got && Either(part.Groups["most"].Value) is not null
                ? Switchhook.BuildingBlocks.Input.ParseResult.AsHeard<decimal?>(got, text)
                : Switchhook.BuildingBlocks.Input.ParseResult.Unclear<decimal?>(text);
        if (Amount(said) is { } amount)
            return new(amount, certain ? Certainty.Exact : Certainty.Approximate, text);
        return InWords(said) is { } worded
            ? Switchhook.BuildingBlocks.Input.ParseResult.AsHeard<decimal?>(worded, text)
            : Switchhook.BuildingBlocks.Input.ParseResult.Unclear<decimal?>(text);
    }

    static decimal? Either(string said) => Amount(said) ?? InWords(said);

    /// <summary>Figures, perhaps with a k or a million behind them, in brackets when they are owed.</summary>
    static decimal? Amount(string said)
    {
        if (Figures().Match(said) is not { Success: true } match)
            return null;
        var figures = Figure(match.Groups["figures"].Value);
        if (figures is not { } value)
            return null;
        if (match.Groups["scale"] is { Success: true, Value: var scale })
        {
            if (!Scales.TryGetValue(scale, out var by) || Beyond(value, by))
                return null;
            value *= by;
        }
        return match.Groups["minus"].Success || (said.StartsWith('(') && said.EndsWith(')')) ? -value : value;
    }

    /// <summary>Whichever of comma and full stop comes last parts the fraction, unless three digits follow each.</summary>
    static decimal? Figure(string figures)
    {
        figures = figures
            .Replace(" ", "", StringComparison.Ordinal)
            .Replace("\u00a0", "", StringComparison.Ordinal)
            .Replace("'", "", StringComparison.Ordinal)
            .Replace("’", "", StringComparison.Ordinal);
        var (comma, stop) = (figures.LastIndexOf(','), figures.LastIndexOf('.'));
        if (comma >= 0 && stop >= 0)
            figures =
                comma > stop
                    ? figures.Replace(".", "", StringComparison.Ordinal).Replace(',', '.')
                    : figures.Replace(",", "", StringComparison.Ordinal);
        else if (comma >= 0)
            figures =
                Thousands().IsMatch(figures) ? figures.Replace(",", "", StringComparison.Ordinal)
                : figures.Count(x => x == ',') > 1 ? ""
                : figures.Replace(',', '.');
        else if (figures.Count(x => x == '.') > 1)
            figures = Thousands().IsMatch(figures) ? figures.Replace(".", "", StringComparison.Ordinal) : "";
        return decimal.TryParse(figures, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) ? value : null;
    }

    /// <summary>"One hundred and five", "twenty-one", "elf", "a couple".</summary>
    static decimal? InWords(string said)
    {
        var words = said.Split((char[])[' ', '-', ','], StringSplitOptions.RemoveEmptyEntries);
        if (words is ["half"] or ["a", "half"])
            return 0.5m;
        if (words is ["dozen"] or ["a", "dozen"])
            return 12;
        if (words is ["couple"] or ["a", "couple"])
            return 2;
        var (whole, part, any, last) = (0m, 0m, false, "");
        foreach (var word in words)
        {
            if (word is "and" or "und" or "y" or "et" && any)
                continue;
            if (Units.TryGetValue(word, out var unit) && last is "" or "ten" or "scale")
                (part, last) = (part + unit, "unit");
            else if (Tens.TryGetValue(word, out var ten) && last is "" or "scale")
                (part, last) = (part + ten, "ten");
            else if (Scales.TryGetValue(word, out var scale) && word.Length > 1 && last != "scale" | scale >= 1000)
            {
                if (Beyond(Math.Max(part, 1), scale))
                    return null;
                (whole, part, last) =
                    scale == 100 ? (whole, Math.Max(part, 1) * scale, "scale") : (whole + (Math.Max(part, 1) * scale), 0, "scale");
            }
            else if (word == "minus" && !any)
            {
                return InWords(said[(said.IndexOf("minus", StringComparison.Ordinal) + 5)..]) is { } below ? -below : null;
            }
            else
                return null;
            any = true;
        }
        return any ? whole + part : null;
    }

    static bool Beyond(decimal value, decimal by) => Math.Abs(value) > 1_000_000_000_000m / by;

    static IEnumerable<KeyValuePair<string, decimal>> Numbered(string words) =>
        words
            .Trim()
            .Split('|')
            .SelectMany(
                (spellings, value) =>
                    spellings.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(x => KeyValuePair.Create(x, (decimal)value))
            );

    [GeneratedRegex(@"^[+-]?\d{1,28}(\.\d+)?(e[+-]?\d{1,2})?\z")]
    private static partial Regex Plain();

    [GeneratedRegex(
        @"\b(about|around|roughly|approximately|approx(?=\.)|approx|circa|ca(?=\.)|ungefähr|etwa|environ|unos|some|maybe|nearly|almost|over|more than|at least|at most|up to|under|less than|or so|ish)\b\.?|[~≈<>]"
    )]
    private static partial Regex Vague();

    [GeneratedRegex(
        @"[$€£¥₹]|\b(usd|eur|gbp|chf|cad|aud|dollars?|euros?|pounds?|bucks|percent|per cent|prozent|people|persons?|guests|times|points?|level)\b|%|#|№"
    )]
    private static partial Regex Around();

    [GeneratedRegex(@"^(?<got>[\d.,]+|\p{L}+)\s*(?:/|\bout of\b|\bof\b|\bvon\b|\bde\b|\bsur\b)\s*(?<most>[\d.,]+|\p{L}+)\z")]
    private static partial Regex OutOf();

    [GeneratedRegex(
        @"^\(?(?<minus>[-−–])?\s*\+?(?<figures>\d[\d.,'’ \u00a0]*\d|\d|[.,]\d+)\s*(?<scale>k|m|mn|mio|bn|grand|hundred|thousand|million|millions|billion|mil|tausend|mille)?\)?(?:st|nd|rd|th)?\z"
    )]
    private static partial Regex Figures();

    [GeneratedRegex(@"^\d{1,3}([.,]\d{2,3})*[.,]\d{3}\z")]
    private static partial Regex Thousands();
}
