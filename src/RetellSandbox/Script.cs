using System.Text.RegularExpressions;

namespace Switchhook.RetellSandbox;

/// <summary>
/// One dialogue as written down: "for:" names the trades it suits, "word: a | b" gives choices, A: and U: speak, T: uses a tool, "= fact:
/// …" is what an analysis finds.
/// </summary>
public partial record Script(
    IReadOnlyList<string> For,
    IReadOnlyDictionary<string, string[]> Choices,
    IReadOnlyList<Script.ScriptLine> Lines,
    IReadOnlyDictionary<string, string> Facts
)
{
    public record ScriptLine(char Who, string Text);

    public static IReadOnlyList<Script> Parse(string scripts) => [.. scripts.Split("\n---\n", StringSplitOptions.TrimEntries).Select(One)];

    /// <summary>A script written for the trade the prompt speaks of, else one that suits any.</summary>
    public static Script Choose(string scripts, string prompt, Random chance)
    {
        var all = Parse(scripts);
        var words = Word().Matches(prompt).Select(match => match.Value.ToLowerInvariant()).ToHashSet();
        var fitting = all.Where(script => script.For.Any(words.Contains)).ToArray();
        return chance.GetItems(fitting is [] ? [.. all.Where(script => script.For is [])] : fitting, 1)[0];
    }

    static Script One(string text)
    {
        var (choices, lines, facts) = (new Dictionary<string, string[]>(), new List<ScriptLine>(), new Dictionary<string, string>());
        string[] trades = [];
        foreach (var line in text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = (line[..line.IndexOf(':')], line[(line.IndexOf(':') + 1)..].Trim());
            if (name is "A" or "U" or "T")
                lines.Add(new ScriptLine(name[0], value));
            else if (name is "for")
                trades = value.Split(' ');
            else if (name.StartsWith("= ", StringComparison.Ordinal))
                facts[name[2..]] = value;
            else
                choices[name] = value.Split('|', StringSplitOptions.TrimEntries);
        }

        return new Script(trades, choices, lines, facts);
    }

    [GeneratedRegex(@"\p{L}+")]
    private static partial Regex Word();
}
