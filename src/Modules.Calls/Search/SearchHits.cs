using System.Globalization;
using Marten;

namespace Switchhook.Calls.Search;

/// <summary>
/// The lines in which something was said, of the calls on one page of a list. Found among folded words; of the transcripts only these lines
/// are read.
/// </summary>
public static class SearchHits
{
    const int Most = 3;

    public static async Task<IReadOnlyDictionary<string, IReadOnlyList<SearchHit>>> ReadAsync(
        IQuerySession session,
        IReadOnlyCollection<string> calls,
        SearchQuery query,
        CancellationToken stop
    )
    {
        if (!query.HasTerms || calls.Count == 0)
            return new Dictionary<string, IReadOnlyList<SearchHit>>();
        var words = await session.AdvancedSql.QueryAsync<IndexedTranscript>(
            $"""
            select jsonb_build_object('Id', w.id, 'Turns', w.turns) from {CallSearchIndex.TableName} w where w.tenant_id = ?
                and w.id = any(?) and w.turns is not null
            """,
            stop,
            session.TenantId,
            calls.ToArray()
        );
        var chosen = words.SelectMany(x => Best(x.Turns, query).Select(turn => (x.Id, Turn: turn))).ToList();
        var lines =
            chosen.Count == 0
                ? []
                : await session.AdvancedSql.QueryAsync<TranscriptLine>(
                    """
                    select jsonb_build_object('Id', c.id, 'Number', n.number, 'Turn', c.turns -> n.number)
                    from (select id, data -> 'Transcript' as turns from calls.mt_doc_calldetails where tenant_id = ?
                        and id = any(?) offset 0) c
                    join unnest(?, ?) n (id, number) on n.id = c.id
                    """,
                    stop,
                    session.TenantId,
                    chosen.Select(x => x.Id).Distinct().ToArray(),
                    chosen.Select(x => x.Id).ToArray(),
                    chosen.Select(x => x.Turn).ToArray()
                );
        return lines
            .Where(x => x.Turn is not null)
            .GroupBy(x => x.Id["call/".Length..])
            .ToDictionary(
                x => x.Key,
                x =>
                    (IReadOnlyList<SearchHit>)
                        [.. x.OrderBy(line => line.Number).Select(line => SearchHit.Of(line.Number, line.Turn!, query)).OfType<SearchHit>()]
            );
    }

    /// <summary>Those that answer to most of what is sought, and of these the first.</summary>
    /// <param name="turns">As <see cref="CallSearchEntry.Turns"/> holds them.</param>
    public static IReadOnlyList<int> Best(string turns, SearchQuery query)
    {
        // Each word has a blank before it. One that stands behind an apostrophe is only a part of a word here.
        var begun = query.Terms.Select(x => x.IsPhrase ? $" {string.Join(' ', x.Words)} " : " " + x.Words[0]).ToArray();
        var found = In(turns, begun);
        if (found.Count == 0)
            found = In(turns, [.. begun.Select(x => x.EndsWith(' ') ? x : x[1..] + " ")]);
        return [.. found.OrderByDescending(x => x.Terms).ThenBy(x => x.Turn).Take(Most).Select(x => x.Turn).Order()];
    }

    static List<(int Turn, int Terms)> In(string turns, string[] texts)
    {
        var found = new List<(int, int)>();
        for (int next, at = turns.IndexOf(CallSearchIndex.Number, StringComparison.Ordinal); at >= 0; at = next)
        {
            next = turns.IndexOf(CallSearchIndex.Number, at + 1);
            var turn = turns.AsSpan(at, (next < 0 ? turns.Length : next) - at);
            var terms = 0;
            foreach (var text in texts)
                if (turn.Contains(text, StringComparison.Ordinal))
                    terms++;
            if (terms > 0)
                found.Add((int.Parse(turn[1..turn.IndexOf(' ')], CultureInfo.InvariantCulture), terms));
        }
        return found;
    }

    public sealed record IndexedTranscript(string Id, string Turns);

    public sealed record TranscriptLine(string Id, int Number, Turn? Turn);
}
