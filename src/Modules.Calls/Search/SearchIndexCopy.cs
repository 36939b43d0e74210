using Npgsql;
using NpgsqlTypes;

namespace Switchhook.Calls.Search;

/// <summary>Writes the words of calls of one tenant into empty tables of another schema, filed already when they are many.</summary>
public static class SearchIndexCopy
{
    public static async Task WriteAsync(
        NpgsqlDataSource database,
        string schema,
        IReadOnlyCollection<CallSearchEntry> calls,
        bool indexed,
        CancellationToken stop
    )
    {
        if (calls.Count == 0)
            return;
        await using var connection = await database.OpenConnectionAsync(stop);
        var numbers = indexed && calls.Count >= CallSearchIndexer.Many ? await NumbersAsync(connection, calls.Count, stop) : null;
        await WriteAsync(connection, schema, calls, numbers, stop);
        if (numbers is not null)
            await WritePostingsAsync(connection, schema, calls, numbers, stop);
    }

    static async Task<int[]> NumbersAsync(NpgsqlConnection connection, int many, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(
            $"select array_agg(nextval('{CallSearchIndex.NumbersTableName}')::integer) from generate_series(1, $1)",
            connection
        )
        {
            Parameters = { new() { Value = many } },
        };
        return (int[])(await command.ExecuteScalarAsync(stop))!;
    }

    static async Task WriteAsync(
        NpgsqlConnection connection,
        string schema,
        IReadOnlyCollection<CallSearchEntry> calls,
        int[]? numbers,
        CancellationToken stop
    )
    {
        await using var copy = await connection.BeginBinaryImportAsync(
            $"copy {At(schema, CallSearchIndex.TableName)} (tenant_id, id, caller, said, understood, turns, answers, number) from "
                + "stdin (format binary)",
            stop
        );
        foreach (var (i, call) in calls.Index())
        {
            await copy.StartRowAsync(stop);
            foreach (
                var text in (ReadOnlySpan<string?>)[call.Tenant, call.Id, call.Caller, call.Said, call.Understood, call.Turns, call.Answers]
            )
                if (text is null)
                    copy.WriteNull();
                else
                    copy.Write(text, NpgsqlDbType.Text);
            if (numbers is null)
                copy.WriteNull();
            else
                copy.Write(numbers[i], NpgsqlDbType.Integer);
        }
        await copy.CompleteAsync(stop);
    }

    static async Task WritePostingsAsync(
        NpgsqlConnection connection,
        string schema,
        IReadOnlyCollection<CallSearchEntry> calls,
        int[] numbers,
        CancellationToken stop
    )
    {
        var filed = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        foreach (var (i, call) in calls.Index())
        {
            File(filed, call.Caller, numbers[i]);
            File(filed, call.Said, numbers[i]);
            File(filed, call.Understood, numbers[i]);
        }
        var tenant = calls.First().Tenant;
        await using var copy = await connection.BeginBinaryImportAsync(
            $"copy {At(schema, CallSearchIndex.PostingsTableName)} (tenant_id, word, calls) from stdin (format binary)",
            stop
        );
        foreach (var (word, holding) in filed)
        {
            await copy.StartRowAsync(stop);
            await copy.WriteAsync(tenant, NpgsqlDbType.Text, stop);
            await copy.WriteAsync(word, NpgsqlDbType.Text, stop);
            await copy.WriteAsync(holding, NpgsqlDbType.Array | NpgsqlDbType.Integer, stop);
        }
        await copy.CompleteAsync(stop);
    }

    static void File(Dictionary<string, List<int>> filed, ReadOnlySpan<char> line, int number)
    {
        var lookup = filed.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var part in line.Split(' '))
        {
            if (line[part] is not { Length: > 0 } word)
                continue;
            if (!lookup.TryGetValue(word, out var holding))
                lookup[word] = holding = [];
            if (holding is [] || holding[^1] != number)
                holding.Add(number);
        }
    }

    static string At(string schema, string table) => $"{schema}.{table.Split('.')[1]}";
}
