using Switchhook.Calls.Reading;
using Switchhook.Calls.Story;

namespace Switchhook.Calls.Searching;

/// <summary>A line of a call in which something sought was said, cut to what stands around it.</summary>
public sealed record Hit(int Turn, bool ByAgent, double? At, IReadOnlyList<Passage> Passages)
{
    const int Most = 3, Before = 40, After = 80;

    public static IReadOnlyList<Hit> In(CallDetails call, Sought sought)
    {
        if (!sought.IsAnything) return [];
        return
        [
            .. from line in call.Transcript.Select((turn, i) => (turn, i))
               where line.turn.IsSpeech
               let found = sought.In(line.turn.Text).ToList()
               where found.Count > 0
               orderby sought.Terms.Count(x => found.Any(word => x.IsBegunBy(word.Word))) descending, line.i
               select new Hit(line.i, line.turn.Role == "agent", Second(line.turn, found[0]), Passage.Of(Around(line.turn.Text, found[0]), sought)),
        ];
    }

    public static IReadOnlyList<Hit> Best(CallDetails call, Sought sought) => [.. In(call, sought).Take(Most).OrderBy(x => x.Turn)];

    static double? Second(Turn turn, Spoken found) =>
        turn.Words.FirstOrDefault(word => Spoken.Words(word.Text).Any(x => x.Word == found.Word))?.Start ?? turn.Start;

    static string Around(string text, Spoken found)
    {
        var from = found.From <= Before ? 0 : text.LastIndexOf(' ', found.From - Before) + 1;
        var end = text.Length <= found.End + After ? text.Length : text.IndexOf(' ', found.End + After) is var space and >= 0 ? space : text.Length;
        return (from > 0 ? "… " : "") + text[from..end] + (end < text.Length ? " …" : "");
    }
}
