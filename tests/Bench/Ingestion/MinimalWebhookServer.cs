using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Npgsql;
using NpgsqlTypes;
using Switchhook.Calls.Ingestion;

namespace Switchhook.Bench.Ingestion;

/// <summary>
/// The least that can honestly acknowledge a webhook: the same signature, and the raw body in a table. One statement each, or one for all
/// that wait.
/// </summary>
public static class MinimalWebhookServer
{
    public const string Key = "sandbox",
        Path = "/webhook";

    public static async Task<int> RunAsync(string address, string connection, string kind)
    {
        await using var database = NpgsqlDataSource.Create(
            connection + ";Max Auto Prepare=40;Auto Prepare Min Usages=2;Maximum Pool Size=40"
        );
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        Func<byte[], Task> keep = kind == "single" ? body => KeepAsync(database, body) : new BatchedInserts(database).KeepAsync;
        app.MapPost(
            Path,
            async (HttpContext http) =>
            {
                var body = new byte[http.Request.ContentLength!.Value];
                await http.Request.Body.ReadExactlyAsync(body);
                if (Signature.Read(http.Request.Headers["X-Retell-Signature"])?.Matches(body, Key, DateTimeOffset.UtcNow) != true)
                    return Results.Unauthorized();
                await keep(body);
                return Results.NoContent();
            }
        );
        await app.RunAsync(address);
        return 0;
    }

    static async Task KeepAsync(NpgsqlDataSource database, byte[] body)
    {
        await using var command = database.CreateCommand("insert into single (id, received_at, body) values ($1, $2, $3)");
        command.Parameters.AddWithValue(Guid.CreateVersion7());
        command.Parameters.AddWithValue(DateTimeOffset.UtcNow);
        command.Parameters.AddWithValue(body);
        await command.ExecuteNonQueryAsync();
    }

    sealed class BatchedInserts
    {
        readonly Channel<(byte[] Body, TaskCompletionSource Done)> waiting = Channel.CreateBounded<(byte[], TaskCompletionSource)>(4096);

        public BatchedInserts(NpgsqlDataSource database) => _ = Task.Run(() => WriteAsync(database));

        public async Task KeepAsync(byte[] body)
        {
            var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await waiting.Writer.WriteAsync((body, done));
            await done.Task;
        }

        async Task WriteAsync(NpgsqlDataSource database)
        {
            await using var connection = await database.OpenConnectionAsync();
            var batch = new List<(byte[] Body, TaskCompletionSource Done)>();
            while (await waiting.Reader.WaitToReadAsync())
            {
                while (batch.Count < 128 && waiting.Reader.TryRead(out var next))
                    batch.Add(next);
                await using var command = new NpgsqlCommand(
                    "insert into batched (id, received_at, body) select * from unnest($1, $2, $3)",
                    connection
                );
                command.Parameters.Add(
                    new()
                    {
                        NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid,
                        Value = batch.Select(_ => Guid.CreateVersion7()).ToArray(),
                    }
                );
                command.Parameters.Add(
                    new()
                    {
                        NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz,
                        Value = batch.Select(_ => DateTimeOffset.UtcNow).ToArray(),
                    }
                );
                command.Parameters.Add(
                    new() { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bytea, Value = batch.Select(x => x.Body).ToArray() }
                );
                await command.ExecuteNonQueryAsync();
                foreach (var (_, done) in batch)
                    done.SetResult();
                batch.Clear();
            }
        }
    }
}
