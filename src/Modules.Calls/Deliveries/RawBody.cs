using Marten;
using Switchhook.Calls.Ingestion;

namespace Switchhook.Calls.Deliveries;

/// <summary>The bytes as they came, read through the reader's own session: a reader who may not see the row gets nothing.</summary>
static class RawBody
{
    public static async Task<byte[]> ReadAsync(IQuerySession session, Guid id, CancellationToken stop)
    {
        var stored = (
            await session.AdvancedSql.QueryAsync<StoredBody>(
                """
                select jsonb_build_object('Bytes', translate(encode(body, 'base64'), E'\n', ''), 'Packing', body_packing, 'Size', body_size)
                    from calls.deliveries where id = ?
                """,
                stop,
                id
            )
        ).Single();
        return new CompressedBody(Convert.FromBase64String(stored.Bytes), stored.Packing).Unpacked(stored.Size);
    }

    public sealed record StoredBody(string Bytes, string? Packing, int Size);
}
