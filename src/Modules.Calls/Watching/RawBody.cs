using Marten;

namespace Switchhook.Calls.Watching;

static class RawBody
{
    public static async Task<byte[]> ReadAsync(IQuerySession session, Guid id, CancellationToken stop) =>
        Convert.FromBase64String((await session.AdvancedSql.QueryAsync<string>("select translate(encode(body, 'base64'), E'\\n', '') from calls.deliveries where id = ?", stop, id)).Single());
}
