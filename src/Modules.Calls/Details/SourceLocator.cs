namespace Switchhook.Calls.Details;

/// <summary>
/// Finds the words of an answer in what was said, the caller's lines first. Only words that were spoken count: an answer that Retell put in
/// words of its own (a yes, a category, a tidied date) has no mark.
/// </summary>
public static class SourceLocator
{
    static readonly HashSet<string> BetweenPartsOfAnAddress = ["at", "dot", "point", "underscore", "dash", "hyphen"];

    /// <summary>What Retell chooses from a list: were the same word said, it would be by chance.</summary>
    static readonly HashSet<string> Categories = ["urgency", "lead_intent", "outcome"];

    /// <summary>What is searched: more fields, longer answers and longer conversations than any call has.</summary>
    public const int MostFields = 100,
        LongestValue = 500,
        MostCharacters = 500_000;

    public static IReadOnlyList<SourcePosition> Locate(IReadOnlyList<Turn> turns, Analysis? analysis, CancellationToken deadline = default)
    {
        if (analysis is not { Fields.Count: > 0 })
            return [];
        var said = new TokenizedTurns(turns);
        return [.. analysis.Fields.Take(MostFields).Select(field => LocateField(said, field, deadline)).OfType<SourcePosition>()];
    }

    /// <summary>The second in which each answer was said; of what is marked nowhere, nothing is claimed.</summary>
    public static IReadOnlyDictionary<string, double> SecondsByField(
        IReadOnlyList<Turn> turns,
        Analysis? analysis,
        CancellationToken deadline = default
    ) =>
        Locate(turns, analysis, deadline)
            .Where(x => x.At is not null)
            .GroupBy(x => x.Field.Name)
            .ToDictionary(x => x.Key, x => x.Last().At!.Value);

    public static SourcePosition? LocateField(IReadOnlyList<Turn> turns, AnalysisField field) =>
        LocateField(new TokenizedTurns(turns), field, CancellationToken.None);

    static SourcePosition? LocateField(TokenizedTurns said, AnalysisField field, CancellationToken deadline)
    {
        if (
            field.Type != "text"
            || Categories.Contains(field.Name)
            || field.Value.Length > LongestValue
            || field.Value.Trim() is not { Length: >= 3 } value
        )
            return null;
        var sought = new SearchedValue(value, Digits(value), WordToken.Tokenize(value));
        return Find(said, field, sought, "user", deadline) ?? Find(said, field, sought, "agent", deadline);
    }

    static SourcePosition? Find(TokenizedTurns said, AnalysisField field, SearchedValue sought, string role, CancellationToken deadline)
    {
        for (var i = 0; i < said.Count; i++)
        {
            if (said.Turns[i].Role != role)
                continue;
            deadline.ThrowIfCancellationRequested();
            if (RangeOf(said.Words(i), sought) is var (from, end))
                return new(field, i, from, end - from, Second(said, i, sought));
        }
        return null;
    }

    static double? Second(TokenizedTurns said, int turn, SearchedValue sought)
    {
        var (line, starts) = said.Timed(turn);
        if (RangeOf(line, sought) is not var (from, _))
            return said.Turns[turn].Start;
        var word = starts.BinarySearch(from);
        return said.Turns[turn].Words[word >= 0 ? word : ~word - 1].Start;
    }

    sealed record SearchedValue(string Value, string? Number, List<WordToken> Words);

    /// <summary>The turns of a conversation, each cut into words once, however many answers are looked for in it.</summary>
    sealed class TokenizedTurns(IReadOnlyList<Turn> turns)
    {
        readonly List<WordToken>?[] words = new List<WordToken>?[turns.Count];
        readonly (List<WordToken>, List<int>)?[] timed = new (List<WordToken>, List<int>)?[turns.Count];

        public IReadOnlyList<Turn> Turns => turns;

        public int Count { get; } = Within(turns);

        public List<WordToken> Words(int turn) => words[turn] ??= WordToken.Tokenize(turns[turn].Text);

        /// <summary>
        /// The timed words may be cut otherwise than the text: they are read as one line, and the starts say which word a place is in.
        /// </summary>
        public (List<WordToken> Words, List<int> Starts) Timed(int turn)
        {
            if (timed[turn] is { } known)
                return known;
            var starts = new List<int>();
            var line = new System.Text.StringBuilder();
            foreach (var word in turns[turn].Words)
            {
                starts.Add(line.Length);
                line.Append(word.Text).Append(' ');
            }
            return (timed[turn] = (WordToken.Tokenize(line.ToString()), starts)).Value;
        }

        static int Within(IReadOnlyList<Turn> turns)
        {
            var (count, characters) = (0, 0L);
            while (
                count < turns.Count && (characters += Math.Max(turns[count].Text.Length, turns[count].Words.Count * 6)) <= MostCharacters
            )
                count++;
            return count;
        }
    }

    static (int From, int End)? RangeOf(List<WordToken> said, SearchedValue sought) =>
        sought.Number is { } number ? RangeOfNumber(said, number)
        : sought.Value.Contains('@') ? RangeOfWords([.. said.Where(x => !BetweenPartsOfAnAddress.Contains(x.Word))], sought.Words)
        : RangeOfWords(said, sought.Words);

    static (int From, int End)? RangeOfWords(List<WordToken> said, List<WordToken> sought)
    {
        if (sought.Count == 0)
            return null;
        for (var i = 0; i + sought.Count <= said.Count; i++)
        {
            var same = 0;
            while (same < sought.Count && said[i + same].Word == sought[same].Word)
                same++;
            if (same == sought.Count)
                return (said[i].From, said[i + same - 1].End);
        }
        return null;
    }

    /// <summary>A number is said in groups, or digit by digit, and rarely with its country.</summary>
    static (int From, int End)? RangeOfNumber(List<WordToken> said, string number)
    {
        for (var i = 0; i < said.Count; i++)
        {
            var heard = "";
            for (var j = i; j < said.Count && DigitsIn(said[j].Word) is { } digits && heard.Length < number.Length; j++)
            {
                heard += digits;
                if (heard.Length >= 7 && heard.Length >= Math.Min(10, number.Length) && number.EndsWith(heard, StringComparison.Ordinal))
                    return (said[i].From, said[j].End);
            }
        }
        return null;
    }

    static string? Digits(string value) =>
        value.All(x => char.IsAsciiDigit(x) || x is '+' or ' ' or '-' or '(' or ')' or '.')
        && string.Concat(value.Where(char.IsAsciiDigit)) is { Length: >= 7 } digits
            ? digits
            : null;

    static string? DigitsIn(string word) =>
        word switch
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
