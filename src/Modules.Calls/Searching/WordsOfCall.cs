using System.Text;
using Switchhook.Calls.Reading;
using Switchhook.Calls.Story;

namespace Switchhook.Calls.Searching;

/// <summary>The words that stand in a call: of each kind those last told, and null where nothing was. A blank on both sides of each tells where it begins and ends.</summary>
public sealed record WordsOfCall(string Tenant, string Id, string? Caller = null, string? Said = null, string? Understood = null)
{
    public WordsOfCall After(Told told) => this with
    {
        Caller = told.Parties?.Caller is { } caller ? Line(CallerWords.Of(caller)) : Caller,
        Said = told.Transcript is { } turns ? Line(turns.Where(x => x.IsSpeech).SelectMany(x => Words(x.Text))) : Said,
        Understood = told is CallAnalyzed { Analysis: var analysis } ? Line(analysis.Fields.Where(x => x.Type == "text").Select(x => x.Value).Prepend(analysis.Summary).SelectMany(Words)) : Understood,
    };

    static IEnumerable<string> Words(string text) => Spoken.Words(text).Select(x => WordsOfCalls.Cut(x.Word));

    static string Line(IEnumerable<string> words)
    {
        var (line, known) = (new StringBuilder(" "), new HashSet<string>(StringComparer.Ordinal));
        foreach (var word in words)
            if (known.Add(word)) line.Append(word).Append(' ');
        return line.ToString();
    }
}
