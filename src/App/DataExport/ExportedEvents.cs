using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Marten;
using Npgsql;
using Switchhook.Admin.Audit;
using Switchhook.Contracts;

namespace Switchhook.App.DataExport;

/// <summary>All that ever happened, as it is stored; what works like a key is withheld, as from an auditor.</summary>
public sealed class ExportedEvents(IQuerySession events, IEnumerable<AuditedStream> kinds) : IDataExport
{
    readonly string[] credentials = [.. kinds.SelectMany(x => x.Credentials).Distinct()];

    public string Name => "events";

    public IReadOnlyList<string> Columns => ["sequence", "at", "stream", "version", "type", "by"];

    public async IAsyncEnumerable<IReadOnlyDictionary<string, object?>> RowsAsync([EnumeratorCancellation] CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(
            "select seq_id, timestamp, stream_id, version, type, user_name, data from events.mt_events where tenant_id = $1 order by seq_id"
        )
        {
            Parameters = { new() { Value = events.TenantId } },
        };
        await using var row = await events.ExecuteReaderAsync(command, stop);
        while (await row.ReadAsync(stop))
            yield return new Dictionary<string, object?>
            {
                ["sequence"] = row.GetInt64(0),
                ["at"] = row.GetFieldValue<DateTimeOffset>(1),
                ["stream"] = row.GetString(2),
                ["version"] = row.GetInt64(3),
                ["type"] = row.GetString(4),
                ["by"] = await row.IsDBNullAsync(5, stop) ? null : row.GetString(5),
                ["data"] = RedactedJson.Withhold(JsonNode.Parse(row.GetString(6)), credentials),
            };
    }
}
