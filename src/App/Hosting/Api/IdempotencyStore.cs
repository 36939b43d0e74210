using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using Switchhook.BuildingBlocks;
using Weasel.Postgresql.Tables;

namespace Switchhook.App.Hosting.Api;

/// <summary>
/// The table of POSTs with an Idempotency-Key. A row is there before anything is done, and holds the intent: whoever finds it without an
/// answer after its holder must have died goes on under the same intent.
/// </summary>
public sealed class IdempotencyStore([FromKeyedServices(DatabaseRole.Worker)] NpgsqlDataSource database)
{
    /// <summary>How long an answer is kept, and how long one request may work before another may take its place.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromHours(24),
        Hold = TimeSpan.FromSeconds(60);

    public abstract record BeginResult;

    public sealed record Started(Guid Intent) : BeginResult;

    public sealed record AlreadyAnswered(StoredResponse Answer) : BeginResult;

    public sealed record DifferentRequest : BeginResult;

    public sealed record InProgress : BeginResult;

    public static Table Table()
    {
        var table = new Table("api.answers");
        table.AddColumn("tenant_id", "text").AsPrimaryKey();
        table.AddColumn("route", "text").AsPrimaryKey();
        table.AddColumn("key", "bytea").AsPrimaryKey();
        table.AddColumn("question", "bytea").NotNull();
        table.AddColumn<Guid>("intent").NotNull();
        table.AddColumn("begun_at", "timestamptz").NotNull();
        table.AddColumn("held_until", "timestamptz").NotNull();
        table.AddColumn("status", "integer");
        table.AddColumn("headers", "jsonb");
        table.AddColumn("body", "bytea");
        table.Indexes.Add(new IndexDefinition("answers_begun") { Columns = ["begun_at"] });
        return table;
    }

    public async Task<BeginResult> BeginAsync(IdempotentRequest request, Guid intent, DateTimeOffset now, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        await using (
            var sweep = Command(
                connection,
                """
                delete from api.answers where ctid in (select ctid from api.answers where begun_at < $1 order by begun_at limit 20
                    for update skip locked)
                """,
                now - Life
            )
        )
            await sweep.ExecuteNonQueryAsync(stop);
        await using var begin = Command(
            connection,
            """
            insert into api.answers as a (tenant_id, route, key, question, intent, begun_at, held_until) values ($1, $2, $3, $4, $5, $6, $8)
            on conflict (tenant_id, route, key) do update set
                question = excluded.question,
                intent = case when a.begun_at < $7 then excluded.intent else a.intent end,
                begun_at = case when a.begun_at < $7 then excluded.begun_at else a.begun_at end,
                held_until = excluded.held_until, status = null, headers = null, body = null
            where a.begun_at < $7 or (a.status is null and a.held_until <= $6 and a.question = excluded.question)
            returning intent
            """,
            request.Tenant,
            request.Route,
            request.Key,
            request.Body,
            intent,
            now,
            now - Life,
            now + Hold
        );
        if (await begin.ExecuteScalarAsync(stop) is Guid own)
            return new Started(own);

        await using var look = Command(
            connection,
            "select question, status, headers::text, body from api.answers where tenant_id = $1 and route = $2 and key = $3",
            request.Tenant,
            request.Route,
            request.Key
        );
        await using var row = await look.ExecuteReaderAsync(stop);
        if (!await row.ReadAsync(stop))
            return new InProgress();
        if (!request.Body.AsSpan().SequenceEqual(row.GetFieldValue<byte[]>(0)))
            return new DifferentRequest();
        return row.IsDBNull(1)
            ? new InProgress()
            : new AlreadyAnswered(
                new StoredResponse(
                    row.GetInt32(1),
                    JsonSerializer.Deserialize<Dictionary<string, string>>(row.GetString(2))!,
                    row.GetFieldValue<byte[]>(3)
                )
            );
    }

    /// <summary>What took effect is written down even when the caller has gone: they will ask again.</summary>
    public async Task StoreAsync(IdempotentRequest request, StoredResponse answer)
    {
        await using var connection = await database.OpenConnectionAsync();
        await using var keep = Command(
            connection,
            """
            update api.answers set status = $4, headers = $5, body = $6 where tenant_id = $1 and route = $2 and key = $3 and status is null
            """,
            request.Tenant,
            request.Route,
            request.Key,
            answer.Status
        );
        keep.Parameters.Add(new() { Value = JsonSerializer.Serialize(answer.Headers), NpgsqlDbType = NpgsqlDbType.Jsonb });
        keep.Parameters.Add(new() { Value = answer.Body });
        await keep.ExecuteNonQueryAsync();
    }

    public Task DeleteAsync(IdempotentRequest request) =>
        ExecuteAsync(
            "delete from api.answers where tenant_id = $1 and route = $2 and key = $3 and status is null",
            request.Tenant,
            request.Route,
            request.Key
        );

    public Task ReleaseAsync(IdempotentRequest request, DateTimeOffset now) =>
        ExecuteAsync(
            "update api.answers set held_until = $4 where tenant_id = $1 and route = $2 and key = $3 and status is null",
            request.Tenant,
            request.Route,
            request.Key,
            now
        );

    async Task ExecuteAsync(string sql, params object[] values)
    {
        await using var connection = await database.OpenConnectionAsync();
        await using var command = Command(connection, sql, values);
        await command.ExecuteNonQueryAsync();
    }

    static NpgsqlCommand Command(NpgsqlConnection connection, string sql, params object[] values)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        return command;
    }
}
