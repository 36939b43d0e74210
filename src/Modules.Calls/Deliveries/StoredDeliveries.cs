using Npgsql;

namespace Switchhook.Calls.Deliveries;

static class StoredDeliveries
{
    /// <param name="condition">SQL over the columns of calls.deliveries, with $1 and so on for the values.</param>
    public static async Task<IReadOnlyList<Guid>> IdsAsync(
        NpgsqlDataSource database,
        string condition,
        CancellationToken stop,
        params object[] values
    )
    {
        await using var command = database.CreateCommand($"select id from calls.deliveries where {condition}");
        foreach (var value in values)
            command.Parameters.AddWithValue(value);
        var ids = new List<Guid>();
        await using var rows = await command.ExecuteReaderAsync(stop);
        while (await rows.ReadAsync(stop))
            ids.Add(rows.GetGuid(0));
        return ids;
    }
}
