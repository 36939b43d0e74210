using System.Text.Json;
using Switchhook.Model;

namespace Switchhook.Chaos.Webhooks;

/// <summary>Everything that the database holds of deliveries, calls and leads, read past the product.</summary>
public sealed record StoredState(
    ILookup<string, StoredState.Row> Deliveries,
    ILookup<string, StoredState.Event> Events,
    IReadOnlyDictionary<string, StoredState.Page> Pages,
    IReadOnlyDictionary<string, StoredState.Page> Rows,
    ILookup<string, string> Leads,
    IReadOnlySet<string> StillLive,
    IReadOnlyList<string> Waiting,
    IReadOnlyList<string> DeadLetters
)
{
    public sealed record Row(string Hash, string Verdict, string? Event, string? CallId, string? Tenant, bool IsDuplicate);

    public sealed record Event(string CallId, string Type, string Data, string Tenant);

    public sealed record Page(string Tenant, ExpectedView Shown);

    public static async Task<StoredState> ReadAsync(WebhookTestbed testbed)
    {
        var deliveries = await testbed.QueryAsync(
            "select encode(body_hash, 'hex'), verdict, event, call_id, tenant_id, duplicate_of is not null from calls.deliveries "
                + "where verdict <> 'bad_signature'",
            row => new Row(
                row.GetString(0).ToUpperInvariant(),
                row.GetString(1),
                Text(row, 2),
                Text(row, 3),
                Text(row, 4),
                row.GetBoolean(5)
            )
        );
        var events = await testbed.QueryAsync(
            "select substr(stream_id, 6), type, data::text, tenant_id from events.mt_events where stream_id like 'call/%' order by seq_id",
            row => new Event(row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3))
        );
        var transfers = events.Where(x => x.Type == "call_transferred").ToLookup(x => x.CallId, x => TransferOf(x.Data));
        var leads = await testbed.QueryAsync(
            "select data #>> '{Enquiry,CallId}', type from events.mt_events where type in ('lead_captured', 'lead_called_again')",
            row => (Call: row.GetString(0), Type: row.GetString(1))
        );
        return new(
            deliveries.ToLookup(x => x.Hash),
            events.ToLookup(x => x.CallId),
            await PagesAsync(
                testbed,
                "calls.mt_doc_calldetails",
                id => string.Join(", ", transfers[id].Distinct().Order(StringComparer.Ordinal))
            ),
            await PagesAsync(testbed, "calls.mt_doc_calllist", _ => ""),
            leads.ToLookup(x => x.Call, x => x.Type),
            (await testbed.QueryAsync("select id from calls.mt_doc_livetranscript", row => row.GetString(0))).ToHashSet(),
            await QueueDrained.StuckAsync(testbed),
            await testbed.QueryAsync(
                "select message_type || ': ' || exception_type || ', ' || exception_message from wolverine.wolverine_dead_letters",
                row => row.GetString(0)
            )
        );
    }

    static async Task<IReadOnlyDictionary<string, Page>> PagesAsync(WebhookTestbed testbed, string table, Func<string, string> transfers) =>
        (
            await testbed.QueryAsync(
                $"select substr(id, 6), tenant_id, data::text from {table}",
                row => (Id: row.GetString(0), Tenant: row.GetString(1), Data: row.GetString(2))
            )
        ).ToDictionary(x => x.Id, x => new Page(x.Tenant, ExpectedViewReader.Of(x.Data, transfers(x.Id))));

    static string TransferOf(string data)
    {
        using var json = JsonDocument.Parse(data);
        return $"{json.RootElement.GetProperty("Step").GetString()} {json.RootElement.GetProperty("Destination").GetString()}";
    }

    static string? Text(Npgsql.NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
