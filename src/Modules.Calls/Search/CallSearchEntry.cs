using System.Text;
using Switchhook.BuildingBlocks.Text;

namespace Switchhook.Calls.Search;

/// <summary>
/// The words that stand in a call: of each kind those last told, and null where nothing was. A blank on both sides of each tells where it
/// begins and ends.
/// </summary>
/// <param name="Said">Each word of the transcript once.</param>
/// <param name="Understood">Each word of the analysis once.</param>
/// <param name="Turns">The words of the transcript in their order, behind the number of their turn: <c> #0 good morning #1 hello
/// </c>.</param>
/// <param name="Answers">The words of the analysis in their order, in the same way.</param>
public sealed record CallSearchEntry(
    string Tenant,
    string Id,
    string? Caller = null,
    string? Said = null,
    string? Understood = null,
    string? Turns = null,
    string? Answers = null
)
{
    public CallSearchEntry After(CallFacts payload)
    {
        var after = payload.Parties?.Caller is { } caller
            ? this with
            {
                Caller = $" {string.Join(' ', CallerNumberTerms.Of(caller))} ",
            }
            : this;
        if (payload.Transcript is { } turns)
        {
            var (said, inOrder) = Lines(turns.Index().Where(x => x.Item.IsSpeech).Select(x => (x.Index, (string?)x.Item.Text)));
            after = after with { Said = said, Turns = inOrder };
        }
        if (
            (
                payload switch
                {
                    CallAnalyzed first => first.Analysis,
                    CallReanalyzed again => again.Analysis,
                    _ => null,
                }
            ) is
            { } analysis
        )
        {
            var (understood, inOrder) = Lines(
                analysis
                    .Fields.Where(x => x.Type == "text")
                    .Select(x => x.Value)
                    .Prepend(analysis.Summary)
                    .Index()
                    .Select(x => (x.Index, (string?)x.Item))
            );
            after = after with { Understood = understood, Answers = inOrder };
        }
        return after;
    }

    static (string Once, string InOrder) Lines(IEnumerable<(int Number, string? Text)> texts)
    {
        var (once, inOrder, known) = (new StringBuilder(" "), new StringBuilder(" "), new HashSet<string>(StringComparer.Ordinal));
        foreach (var (number, text) in texts)
        {
            inOrder.Append(CallSearchIndex.Number).Append(number).Append(' ');
            foreach (var word in TextFolding.Words(text))
            {
                Once(word.Word);
                inOrder.Append(CallSearchIndex.Cut(word.Word)).Append(' ');
            }
            foreach (var part in TextFolding.Parts(text))
                Once(part.Word);
        }
        return (once.ToString(), inOrder.ToString());

        void Once(string word)
        {
            if (known.Add(CallSearchIndex.Cut(word)))
                once.Append(CallSearchIndex.Cut(word)).Append(' ');
        }
    }
}
