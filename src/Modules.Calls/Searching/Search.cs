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
                    ? calls.Where(x => x.MatchesSql("d.id in (select w.id from calls.words w where w.tenant_id = ? and w.word ~>=~ ? and w.word ~<~ ?)", tenant, word, word + Last))
                    : calls.Where(x => x.MatchesSql("d.id in (select w.id from calls.words w where w.tenant_id = ? and w.word = ?)", tenant, word));
            if (term is not { Phrase: { } phrase, Words.Count: > 1 }) continue;
            var beside = $"% {Between().Replace(phrase.ToLowerInvariant(), " ").Trim()} %";
            calls = calls.Where(x => x.MatchesSql("""
                exists (select from calls.mt_doc_calldetails c where c.tenant_id = d.tenant_id and c.id = d.id
                  and regexp_replace(lower((c.data -> 'Transcript')::text || coalesce((c.data -> 'Analysis')::text, '')), '[^[:alnum:]]+', ' ', 'g') like ?)
                """, beside));
        }
        return calls;
    }

    [GeneratedRegex(@"[^\p{L}\p{N}]+")]
    private static partial Regex Between();
}
