using System.Runtime.CompilerServices;
using Marten;
using Npgsql;
using Switchhook.Contracts;

namespace Switchhook.Calls.Deliveries;

/// <summary>What Retell delivered and what became of it; without the bodies, which may hold credentials of Retell's.</summary>
public sealed class ExportedDeliveries(IQuerySession calls) : IDataExport
{
    public string Name => "deliveries";

    public IReadOnlyList<string> Columns { get; } =
    ["id", "received_at", "signed_at", "event", "call_id", "verdict", "reason", "body_size", "duplicate_of"];

    public async IAsyncEnumerable<IReadOnlyDictionary<string, object?>> RowsAsync([EnumeratorCancellation] CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(
            $"select {string.Join(", ", Columns)} from calls.deliveries where tenant_id = $1 order by received_at, id"
        )
        {
            Parameters = { new() { Value = calls.TenantId } },
        };
        await using var row = await calls.ExecuteReaderAsync(command, stop);
        while (await row.ReadAsync(stop))
        {
            var fields = new Dictionary<string, object?>();
            for (var i = 0; i < Columns.Count; i++)
                fields[Columns[i]] = await row.IsDBNullAsync(i, stop) ? null : row.GetValue(i);
            yield return fields;
        }
    }
}
