using Switchhook.Calls.Details;
using Switchhook.Calls.List;

namespace Switchhook.Calls.Search;

/// <summary>A piece of a text: as it stands, sought and found, or the words of an answer.</summary>
/// <param name="Class">Null where nothing is to be marked.</param>
/// <param name="Why">The answer whose words these are.</param>
public readonly record struct Passage(string Text, string? Class, string? Why)
{
    public static IReadOnlyList<Passage> Of(string text, SearchQuery query, IEnumerable<SourcePosition>? marks = null)
    {
        var kinds = new (string? Class, string? Why)[text.Length];
        foreach (var mark in marks ?? [])
            kinds.AsSpan(mark.From, mark.Length).Fill(("answer", CallText.Answer(mark.Field.Name)));
        foreach (var word in query.In(text))
            kinds.AsSpan(word.From, word.Length).Fill(("found", null));
        var passages = new List<Passage>();
        for (int from = 0, i = 1; i <= text.Length; i++)
        {
            if (i < text.Length && kinds[i] == kinds[from])
                continue;
            passages.Add(new(text[from..i], kinds[from].Class, kinds[from].Why));
            from = i;
        }
        return passages;
    }
}
