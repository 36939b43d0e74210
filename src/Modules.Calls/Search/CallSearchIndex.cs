using Weasel.Postgresql.Tables;

namespace Switchhook.Calls.Search;

/// <summary>
/// Which words stand in which call, an inverted index as plain tables, since behind forced row level security PostgreSQL uses an index only
/// with operators that cannot leak: equality and order of text can't, full text's @@ and trigrams' % can. A call is one row with all its
/// words, which is cheap to write; once there are many, they get numbers and are filed under each word.
/// </summary>
public static class CallSearchIndex
{
    public const string TableName = "calls.words_of_call",
        PostingsTableName = "calls.calls_of_word",
        NumbersTableName = "calls.number_of_call";

    /// <summary>Changed whenever the same call would be written differently.</summary>
    public const string Shape = "caller, said, understood: folded words between blanks; turns, answers: the same in their order";

    public static Table Table()
    {
        var table = new Table(TableName);
        table.AddColumn("tenant_id", "text").AsPrimaryKey();
        table.AddColumn("id", "text").AsPrimaryKey();
        table.AddColumn("caller", "text");
        table.AddColumn("said", "text");
        table.AddColumn("understood", "text");
        table.AddColumn("number", "integer");
        table.AddColumn("turns", "text");
        table.AddColumn("answers", "text");
        table.Indexes.Add(
            new IndexDefinition("words_of_call_number")
            {
                Columns = ["tenant_id", "number"],
                IncludeColumns = ["id"],
                IsUnique = true,
                Predicate = "(number IS NOT NULL)",
            }
        );
        table.Indexes.Add(new IndexDefinition("words_of_call_unfiled") { Columns = ["tenant_id"], Predicate = "(number IS NULL)" });
        return table;
    }

    /// <summary>A number that no call has any more is of a call whose words have changed since: it leads nowhere.</summary>
    public static Table PostingsTable()
    {
        var table = new Table(PostingsTableName);
        table.AddColumn("tenant_id", "text").NotNull();
        table.AddColumn("word", "text").NotNull();
        table.AddColumn("calls", "integer[]").NotNull();
        table.Indexes.Add(new IndexDefinition("calls_of_word_word") { Columns = ["word"], Mask = "tenant_id, ? text_pattern_ops" });
        return table;
    }

    /// <summary>
    /// The former table had a row for each word. A process of that build may still write to it: a build after this one takes it away.
    /// </summary>
    public const string Storage = $"""
        create sequence if not exists {NumbersTableName} as integer;
        do $$ begin
          if exists (select from pg_class where oid = to_regclass('platform.read_models')) then drop table if exists calls.words; end if;
        end $$;
        """;

    /// <summary>Longer than any word; and an index entry has a limit.</summary>
    public const int Longest = 64;

    public static string Cut(string word) =>
        word.Length <= Longest ? word : word[..(char.IsHighSurrogate(word[Longest - 1]) ? Longest - 1 : Longest)];

    /// <summary>Stands before the number of a turn; no word holds it.</summary>
    public const char Number = '#';
}
