using Marten.Linq.MatchesSql;
using Switchhook.Calls.List;

namespace Switchhook.Calls.Search;

/// <summary>Narrows a list of calls to those in which everything sought stands.</summary>
public static class CallSearch
{
    /// <summary>Comes after every word that begins so.</summary>
    const string Last = "\U0010FFFF";

    /// <param name="often">Whether there are so many that the newest of them are sooner found by looking through the newest calls.</param>
    public static IQueryable<CallList> Matching(this IQueryable<CallList> calls, SearchQuery query, string tenant, bool often = false)
    {
        if (!query.HasTerms)
            return calls;
        var (ids, values) = Ids(query, tenant);
        // What is asked whether it is true is looked up row by row, and never begun with.
        calls = calls.Where(x => x.MatchesSql($"(d.id in ({ids})){(often ? " is true" : "")}", values));
        foreach (var beside in query.Phrases)
            calls = calls.Where(x =>
                x.MatchesSql(
                    $"""
                    exists (select from {CallSearchIndex.TableName} w where w.tenant_id = d.tenant_id and w.id = d.id
                        and (strpos(w.turns, ?) > 0 or strpos(w.answers, ?) > 0))
                    """,
                    beside,
                    beside
                )
            );
        return calls;
    }

    /// <summary>Those that are filed under every word, and those not filed yet in which all of them stand.</summary>
    static (string Sql, object[] Values) Ids(SearchQuery query, string tenant)
    {
        var (filed, unfiled, values) = (new List<string>(), new List<string>(), new List<object> { tenant });
        var words = query.Terms.SelectMany(term => term.Words.Select(word => (Word: word, Begins: !term.IsPhrase))).Distinct().ToList();
        foreach (var (word, begins) in words)
        {
            filed.Add(
                $"select unnest(c.calls) from {CallSearchIndex.PostingsTableName} c where c.tenant_id = ? and "
                    + $"{(begins ? "c.word ~>=~ ? and c.word ~<~ ?" : "c.word = ?")}"
            );
            values.AddRange(begins ? [tenant, word, word + Last] : [tenant, word]);
        }
        values.Add(tenant);
        foreach (var (word, begins) in words)
        {
            unfiled.Add("and strpos(concat(w.caller, w.said, w.understood), ?) > 0");
            values.Add(begins ? " " + word : $" {word} ");
        }
        return (
            $"""
            select w.id from {CallSearchIndex.TableName} w where w.tenant_id = ? and w.number = any(array({string.Join(
                " intersect ",
                filed
            )}))
            union all
            select w.id from {CallSearchIndex.TableName} w where w.tenant_id = ? and w.number is null {string.Join(' ', unfiled)}
            """,
            [.. values]
        );
    }
}
