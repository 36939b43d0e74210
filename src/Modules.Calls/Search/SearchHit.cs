using Switchhook.Calls.Details;

namespace Switchhook.Calls.Search;

/// <summary>A line of a call in which something sought was said, cut to what stands around it.</summary>
public sealed record SearchHit(int Turn, bool ByAgent, double? At, IReadOnlyList<Passage> Passages)
{
    const int Before = 40,
        After = 80;

    public static SearchHit? Of(int number, Turn turn, SearchQuery query) =>
        query.In(turn.Text).Select(x => (WordToken?)x).FirstOrDefault() is { } found
            ? new(number, turn.Role == "agent", Second(turn, found), Passage.Of(Around(turn.Text, found), query))
            : null;

    static double? Second(Turn turn, WordToken found) =>
        turn.Words.FirstOrDefault(word => WordToken.SearchTokens(word.Text).Any(x => x.Word == found.Word))?.Start ?? turn.Start;

    static string Around(string text, WordToken found)
    {
        var from = found.From <= Before ? 0 : text.LastIndexOf(' ', found.From - Before) + 1;
        var end =
            text.Length <= found.End + After ? text.Length
            : text.IndexOf(' ', found.End + After) is var space and >= 0 ? space
            : text.Length;
        return (from > 0 ? "… " : "") + text[from..end] + (end < text.Length ? " …" : "");
    }
}
