using Npgsql;

namespace Switchhook.App.ProjectionRebuild;

/// <summary>
/// What of a row is taken from one table to the other. A number is what an index calls a row by, and that is made anew for each of them.
/// </summary>
static class TableColumns
{
    public static async Task<string> OfAsync(NpgsqlConnection connection, ReadModel model, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(
            """
            select string_agg(quote_ident(attname), ', ' order by attnum) from pg_attribute
            where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = '' and not ($2 and attname = 'number')
            """,
            connection
        )
        {
            Parameters =
            {
                new() { Value = model.Table },
                new() { Value = model.IsTable },
            },
        };
        return (string)(await command.ExecuteScalarAsync(stop))!;
    }
}
