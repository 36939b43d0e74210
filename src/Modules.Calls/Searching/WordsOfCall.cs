using Switchhook.Calls.Reading;
using Switchhook.Calls.Story;

namespace Switchhook.Calls.Searching;

/// <summary>The words that stand in a call: of each kind those last told, and null where nothing was. A blank on both sides of each tells where it begins and ends.</summary>
public sealed record WordsOfCall(string Tenant, string Id, string? Caller = null, string? Said = null, string? Understood = null)
{
    public WordsOfCall After(Told told) => this with
    {
        Caller = told.Parties?.Caller is { } caller ? $" {string.Join(' ', CallerWords.Of(caller))} " : Caller,
        Said = told.Transcript is { } turns ? Line(turns.Where(x => x.IsSpeech).Select(x => x.Text)) : Said,
        Understood = told is CallAnalyzed { Analysis: var analysis } ? Line(analysis.Fields.Where(x => x.Type == "text").Select(x => x.Value).Prepend(analysis.Summary)) : Understood,
    };

    static string Line(IEnumerable<string?> texts) => Spoken.Line(texts, WordsOfCalls.Longest);
}
