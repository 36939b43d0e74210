using JasperFx.Events;
using Marten;
using Marten.Events.Projections;
using Switchhook.Calls.Reading;
using Switchhook.Calls.Story;
using Weasel.Postgresql;
using Weasel.Postgresql.Tables;

namespace Switchhook.Calls.Searching;

/// <summary>
/// Which words stand in which call. An inverted index as a plain table, since behind forced row level security PostgreSQL uses an index only
/// with operators that cannot leak: equality and order of text can't, full text's @@ and trigrams' % can.
/// </summary>
public static class WordsOfCalls
{
    public const string TableName = "calls.words";

    /// <summary>Stands where what was said has been indexed.</summary>
    const string Done = "";

    /// <summary>What was said and understood; and who called.</summary>
    const short Said = 0, Who = 1;

    public static Table Table()
    {
        var table = new Table(TableName);
        table.AddColumn<string>("tenant_id").NotNull();
        table.AddColumn<string>("word").NotNull();
        table.AddColumn<string>("id").NotNull();
        table.AddColumn("source", "smallint").NotNull();
        table.Indexes.Add(new IndexDefinition("words_of_calls") { Columns = ["word"], Mask = "tenant_id, ? text_pattern_ops, id, source", IsUnique = true });
        return table;
    }

    internal static void Hear(IDocumentOperations operations, IEvent e, Told told)
    {
        var (tenant, id) = (e.TenantId, e.StreamKey!);
        if (told.Parties?.Caller is { } caller) Keep(operations, tenant, id, Who, CallerWords.Of(caller));
        var analysis = (told as CallAnalyzed)?.Analysis;
        if (told.Transcript is null && analysis is null) return;
        // Only an analysis brings another transcript than the one already heard: then the former words are no longer in the call.
        if (told is { Transcript: not null } && analysis is not null) operations.QueueSqlCommand("""
            delete from calls.words where tenant_id = ? and id = ? and source = ?
            and exists (select from calls.words where tenant_id = ? and word = ? and id = ? and source = ?)
            """, tenant, id, Said, tenant, Done, id, Said);
        Keep(operations, tenant, id, Said, [Done, .. Words(told.Transcript ?? [], analysis)]);
    }

    static void Keep(IDocumentOperations operations, string tenant, string id, short source, string[] words) => operations.QueueSqlCommand(
        "insert into calls.words (tenant_id, word, id, source) select ?, unnest(?), ?, ? on conflict do nothing", tenant, words, id, source);

    static IEnumerable<string> Words(IReadOnlyList<Turn> transcript, Analysis? analysis) => transcript.Where(x => x.IsSpeech).Select(x => x.Text)
        .Append(analysis?.Summary).Concat((analysis?.Fields ?? []).Where(x => x.Type == "text").Select(x => x.Value))
        .SelectMany(Spoken.Words).Select(x => Cut(x.Word)).Distinct(StringComparer.Ordinal);

    /// <summary>Longer than any word; and an index entry has a limit.</summary>
    public static string Cut(string word) => word.Length <= 64 ? word : word[..64];
}

public sealed partial class WordsOfCallsProjection : EventProjection
{
    public WordsOfCallsProjection() => Options.DeleteDataInTableOnTeardown(WordsOfCalls.TableName);

    public void Project(IEvent<CallStarted> e, IDocumentOperations operations) => WordsOfCalls.Hear(operations, e, e.Data);
    public void Project(IEvent<CallEnded> e, IDocumentOperations operations) => WordsOfCalls.Hear(operations, e, e.Data);
    public void Project(IEvent<CallAnalyzed> e, IDocumentOperations operations) => WordsOfCalls.Hear(operations, e, e.Data);
    public void Project(IEvent<CallCompleted> e, IDocumentOperations operations) => WordsOfCalls.Hear(operations, e, e.Data);
}
