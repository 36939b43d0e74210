using Npgsql;
using Switchhook.BuildingBlocks;
using Switchhook.Calls.Ingestion;

namespace Switchhook.Calls.Reconciliation;

/// <summary>
/// Calls that are here and lack their end or their analysis. The list may show them no more, so Retell is asked for each by its id.
/// </summary>
public sealed class UnfinishedCalls(NpgsqlDataSource database)
{
    static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>After its start, when no end has come: Retell ends every call after two hours.</summary>
    static readonly TimeSpan[] WithoutEnd = [TimeSpan.FromMinutes(125), TimeSpan.FromHours(4), Day];

    /// <summary>After its end, when no analysis has come; some calls never get one.</summary>
    static readonly TimeSpan[] WithoutAnalysis = [TimeSpan.FromMinutes(15), TimeSpan.FromHours(2), Day];

    /// <summary>Asked once each time that one of these times has passed since the last look.</summary>
    public static bool IsDue(DateTimeOffset at, bool over, DateTimeOffset? lastLook, DateTimeOffset now) =>
        (over ? WithoutAnalysis : WithoutEnd).Any(wait => at + wait <= now && !(at + wait <= lastLook));

    public async Task<IReadOnlyList<UnfinishedCall>> ReadAsync(DateTimeOffset now, CancellationToken stop)
    {
        await using var command = database.CreateCommand(
            $"""
            select substr(id, length('call/') + 1), coalesce(data -> 'Parties' ->> 'RetellAgentId', ''), (data ->> 'Over')::boolean,
                coalesce((data -> 'Ending' ->> 'At')::timestamptz, at),
              (select {DeliveryTable.SignerOf("d")} from calls.deliveries d
               where d.call_id = substr(c.id, length('call/') + 1) and d.tenant_id = c.tenant_id and d.duplicate_of is null
                   order by d.received_at limit 1)
            from calls.mt_doc_calllist c where (data ->> 'Analysis'::text) is null and at > $1
            """
        );
        command.Parameters.AddWithValue(now - 3 * Day);
        await using var rows = await command.ExecuteReaderAsync(stop);
        var calls = new List<UnfinishedCall>();
        while (await rows.ReadAsync(stop))
            calls.Add(
                new(
                    rows.GetString(0),
                    rows.GetString(1),
                    rows.GetBoolean(2),
                    rows.GetFieldValue<DateTimeOffset>(3),
                    rows.IsDBNull(4) ? null : Signer.Read(rows.GetString(4))
                )
            );
        return calls;
    }

    /// <param name="SignedBy">Null when no delivery told of it.</param>
    public sealed record UnfinishedCall(string CallId, string RetellAgentId, bool Over, DateTimeOffset At, Signer? SignedBy)
    {
        /// <summary>What only an owner signed is never asked of the platform's account.</summary>
        public bool MayBeAskedOf(ReconciledAccount account) =>
            account.Agents.Contains(RetellAgentId) && (SignedBy is { IsPlatform: true } || SignedBy == account.Signer);
    }
}
