using Npgsql;
using Weasel.Postgresql.Tables;

namespace Switchhook.Calls.Reconciliation;

/// <summary>
/// Calls that Retell lists and could not show. Each is asked for again by itself, ever later, so that the look at its account goes on.
/// </summary>
public sealed class UnreadableCalls(NpgsqlDataSource database)
{
    static readonly TimeSpan First = TimeSpan.FromMinutes(5),
        Longest = TimeSpan.FromHours(12);

    /// <summary>About two weeks of attempts. Retell keeps no promise beyond that, and neither can we.</summary>
    const int MostAttempts = 30;

    public static Table Table()
    {
        var table = new Table("calls.unread_calls");
        table.AddColumn("account", "text").AsPrimaryKey();
        table.AddColumn("call_id", "text").AsPrimaryKey();
        table.AddColumn("tenant_id", "text");
        table.AddColumn<int>("attempts").NotNull();
        table.AddColumn("not_before", "timestamptz").NotNull();
        table.AddColumn("reason", "text").NotNull();
        return table;
    }

    public static TimeSpan Wait(int attempts) =>
        TimeSpan.FromSeconds(Math.Min(Longest.TotalSeconds, First.TotalSeconds * Math.Pow(2, Math.Min(attempts - 1, 20))));

    public async Task<IReadOnlyList<UnreadableCall>> OfAsync(ReconciledAccount account, CancellationToken stop)
    {
        await using var command = database.CreateCommand(
            "select call_id, attempts, not_before from calls.unread_calls where account = $1 and tenant_id is not distinct from $2"
        );
        command.Parameters.AddWithValue(account.Name);
        command.Parameters.AddWithValue((object?)account.Tenant ?? DBNull.Value);
        await using var rows = await command.ExecuteReaderAsync(stop);
        var unread = new List<UnreadableCall>();
        while (await rows.ReadAsync(stop))
            unread.Add(new(rows.GetString(0), rows.GetInt32(1), rows.GetFieldValue<DateTimeOffset>(2)));
        return unread;
    }

    /// <summary>False once it has been asked for often enough.</summary>
    public async Task<bool> RecordFailureAsync(
        ReconciledAccount account,
        string callId,
        int attempts,
        DateTimeOffset now,
        string reason,
        CancellationToken stop
    )
    {
        if (attempts >= MostAttempts)
        {
            await DeleteAsync(account, callId, stop);
            return false;
        }
        await using var command = database.CreateCommand(
            """
            insert into calls.unread_calls (account, call_id, tenant_id, attempts, not_before, reason) values ($1, $2, $3, $4, $5, $6)
            on conflict (account, call_id) do update set
              tenant_id = excluded.tenant_id, attempts = excluded.attempts, not_before = excluded.not_before, reason = excluded.reason
            """
        );
        foreach (var value in new object?[] { account.Name, callId, account.Tenant, attempts, now + Wait(attempts), reason })
            command.Parameters.AddWithValue(value ?? DBNull.Value);
        await command.ExecuteNonQueryAsync(stop);
        return true;
    }

    public async Task DeleteAsync(ReconciledAccount account, string callId, CancellationToken stop)
    {
        await using var command = database.CreateCommand("delete from calls.unread_calls where account = $1 and call_id = $2");
        command.Parameters.AddWithValue(account.Name);
        command.Parameters.AddWithValue(callId);
        await command.ExecuteNonQueryAsync(stop);
    }

    public async Task DeleteAllExceptAsync(IEnumerable<ReconciledAccount> accounts, CancellationToken stop)
    {
        await using var command = database.CreateCommand("delete from calls.unread_calls where account <> all($1)");
        command.Parameters.AddWithValue(accounts.Select(x => x.Name).ToArray());
        await command.ExecuteNonQueryAsync(stop);
    }

    /// <param name="Attempts">How often it was requested without success.</param>
    public sealed record UnreadableCall(string CallId, int Attempts, DateTimeOffset NotBefore);
}
