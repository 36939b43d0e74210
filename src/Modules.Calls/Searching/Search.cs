using Marten;
using Marten.Linq.MatchesSql;
using System.Text.RegularExpressions;
using Switchhook.Calls.Reading;

namespace Switchhook.Calls.Searching;

/// <summary>Narrows a list of calls to those in which everything sought stands.</summary>
public static partial class Search
{
    /// <summary>Comes after every word that begins so.</summary>
    const string Last = "\U0010FFFF";

    public static IQueryable<CallList> Holding(this IQueryable<CallList> calls, Sought sought, string tenant)
    {
        foreach (var term in sought.Terms)
        {
            foreach (var word in term.Words)
                calls = term.Phrase is null
                    ? calls.Where(x => x.MatchesSql(Standing("c.word ~>=~ ? and c.word ~<~ ?"), tenant, tenant, word, word + Last, tenant, " " + word))
                    : calls.Where(x => x.MatchesSql(Standing("c.word = ?"), tenant, tenant, word, tenant, $" {word} "));
            if (term is not { Phrase: { } phrase, Words.Count: > 1 }) continue;
            var beside = $"% {Between().Replace(phrase.ToLowerInvariant(), " ").Trim()} %";
            calls = calls.Where(x => x.MatchesSql("""
                exists (select from calls.mt_doc_calldetails c where c.tenant_id = d.tenant_id and c.id = d.id
                  and regexp_replace(lower((c.data -> 'Transcript')::text || coalesce((c.data -> 'Analysis')::text, '')), '[^[:alnum:]]+', ' ', 'g') like ?)
                """, beside));
        }
        return calls;
    }

    /// <summary>Those that are filed under the word, and those not filed yet in which it stands.</summary>
    static string Standing(string word) => $"""
        d.id in (
          select w.id from {WordsOfCalls.TableName} w where w.tenant_id = ? and w.number in (select unnest(c.calls) from {WordsOfCalls.Filed} c where c.tenant_id = ? and {word})
          union all
          select w.id from {WordsOfCalls.TableName} w where w.tenant_id = ? and w.number is null and strpos(concat(w.caller, w.said, w.understood), ?) > 0)
        """;

    [GeneratedRegex(@"[^\p{L}\p{N}]+")]
    private static partial Regex Between();
}
