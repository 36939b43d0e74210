using Switchhook.Calls.Story;

namespace Switchhook.Calls.Reading;

/// <summary>
/// Finds the words of an answer in what was said, the caller's lines first. Only words that were spoken count: an answer that Retell put in
/// words of its own (a yes, a category, a tidied date) has no mark.
/// </summary>
public static class Heard
{
    static readonly HashSet<string> BetweenPartsOfAnAddress = ["at", "dot", "point", "underscore", "dash", "hyphen"];

    /// <summary>What Retell chooses from a list: were the same word said, it would be by chance.</summary>
    static readonly HashSet<string> Categories = ["urgency", "lead_intent", "outcome"];

    public static IReadOnlyList<Mark> Marks(IReadOnlyList<Turn> turns, Analysis? analysis) =>
        [.. (analysis?.Fields ?? []).Select(field => In(turns, field)).OfType<Mark>()];

    /// <summary>The second in which each answer was said; of what is marked nowhere, nothing is claimed.</summary>
    public static IReadOnlyDictionary<string, double> Places(IReadOnlyList<Turn> turns, Analysis? analysis) =>
        Marks(turns, analysis).Where(x => x.At is not null).GroupBy(x => x.Field.Name).ToDictionary(x => x.Key, x => x.Last().At!.Value);

    public static Mark? In(IReadOnlyList<Turn> turns, Field field)
    {
        if (field.Type != "text" || Categories.Contains(field.Name) || field.Value.Trim() is not { Length: >= 3 } value) return null;
        return Find(turns, field, value, "user") ?? Find(turns, field, value, "agent");
    }

    static Mark? Find(IReadOnlyList<Turn> turns, Field field, string value, string role)
    {
        for (var i = 0; i < turns.Count; i++)
            if (turns[i].Role == role && Place(Spoken.Words(turns[i].Text), value) is var (from, end))
                return new(field, i, from, end - from, Second(turns[i], value));
        return null;
    }

    static double? Second(Turn turn, string value)
    {
        // The timed words may be cut otherwise than the text: they are read as one line, and the place says which word it began in.
        var starts = new List<int>();
        var line = new System.Text.StringBuilder();
        foreach (var word in turn.Words)
        {
            starts.Add(line.Length);
            line.Append(word.Text).Append(' ');
        }
        if (Place(Spoken.Words(line.ToString()), value) is not var (from, _)) return turn.Start;
        return turn.Words[starts.FindLastIndex(x => x <= from)].Start;
    }

    static (int From, int End)? Place(List<Spoken> said, string value) =>
        Digits(value) is { } number ? PlaceOfNumber(said, number)
        : value.Contains('@') ? PlaceOf([.. said.Where(x => !BetweenPartsOfAnAddress.Contains(x.Word))], value)
        : PlaceOf(said, value);

    static (int From, int End)? PlaceOf(List<Spoken> said, string value)
    {
        var sought = Spoken.Words(value);
        if (sought.Count == 0) return null;
        for (var i = 0; i + sought.Count <= said.Count; i++)
            if (sought.Select((x, n) => said[i + n].Word == x.Word).All(same => same)) return (said[i].From, said[i + sought.Count - 1].End);
        return null;
    }

    /// <summary>A number is said in groups, or digit by digit, and rarely with its country.</summary>
    static (int From, int End)? PlaceOfNumber(List<Spoken> said, string number)
    {
        for (var i = 0; i < said.Count; i++)
        {
            var heard = "";
            for (var j = i; j < said.Count && DigitsIn(said[j].Word) is { } digits && heard.Length < number.Length; j++)
            {
                heard += digits;
                if (heard.Length >= 7 && heard.Length >= Math.Min(10, number.Length) && number.EndsWith(heard, StringComparison.Ordinal)) return (said[i].From, said[j].End);
            }
        }
        return null;
    }

    static string? Digits(string value) =>
        value.All(x => char.IsAsciiDigit(x) || x is '+' or ' ' or '-' or '(' or ')' or '.') && string.Concat(value.Where(char.IsAsciiDigit)) is { Length: >= 7 } digits ? digits : null;

    static string? DigitsIn(string word) => word switch
    {
        _ when word.All(char.IsAsciiDigit) => word,
        "zero" or "oh" or "o" => "0",
        "one" => "1",
        "two" => "2",
        "three" => "3",
        "four" => "4",
        "five" => "5",
        "six" => "6",
        "seven" => "7",
        "eight" => "8",
        "nine" => "9",
        _ => null,
    };
}
