using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Npgsql;
using Switchhook.Calls.Ingestion;
using Switchhook.Contracts;

namespace Switchhook.Scenarios;

/// <summary>Posts to the webhook as Retell does, and finds what was kept of it.</summary>
static class WebhookSender
{
    public static string Sign(this AppFixture site, byte[] body, DateTimeOffset? at = null, string? key = null)
    {
        var time = (at ?? DateTimeOffset.UtcNow).ToUnixTimeMilliseconds();
        var digest = HMACSHA256.HashData(
            Encoding.UTF8.GetBytes(key ?? site.Get<RetellSettings>().WebhookKey),
            (byte[])[.. body, .. Encoding.UTF8.GetBytes($"{time}")]
        );
        return $"v={time},d={Convert.ToHexStringLower(digest)}";
    }

    public static Task<Answer> PostSignedAsync(this AppFixture site, string body) =>
        site.PostAsync(Encoding.UTF8.GetBytes(body), site.Sign(Encoding.UTF8.GetBytes(body)));

    /// <param name="from">By default somebody from a network of their own.</param>
    public static async Task<Answer> PostAsync(this AppFixture site, byte[] body, string? signature, BrowserSession? from = null)
    {
        using var anybody = from is null ? site.Anonymous() : null;
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/retell/webhook") { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        if (signature is not null)
            request.Headers.TryAddWithoutValidation("X-Retell-Signature", signature);
        return await (from ?? anybody!).SendAsync(request);
    }

    /// <summary>Every delivery that was kept with this body, oldest first.</summary>
    public static async Task<IReadOnlyList<StoredDelivery>> StoredAsync(this AppFixture site, byte[] body)
    {
        await using var command = site.Database("worker")
            .CreateCommand(
                """
                select verdict, reason, event, call_id, retell_agent_id, tenant_id, identity, body_size, body, signed_at, body_packing,
                    times from calls.deliveries where body_hash = $1 order by received_at
                """
            );
        command.Parameters.AddWithValue(SHA256.HashData(body));
        await using var rows = await command.ExecuteReaderAsync();
        var kept = new List<StoredDelivery>();
        while (await rows.ReadAsync())
            kept.Add(
                new(
                    rows.GetString(0),
                    Text(rows, 1),
                    Text(rows, 2),
                    Text(rows, 3),
                    Text(rows, 4),
                    Text(rows, 5),
                    Text(rows, 6),
                    rows.GetInt32(7),
                    rows.IsDBNull(8) ? null : new CompressedBody(rows.GetFieldValue<byte[]>(8), Text(rows, 10)).Unpacked(rows.GetInt32(7)),
                    rows.IsDBNull(9) ? null : rows.GetFieldValue<DateTimeOffset>(9),
                    rows.GetInt32(11)
                )
            );
        return kept;
    }

    public static async Task<string> StatusAsync(this AppFixture site, string body) =>
        (await site.StoredAsync(Encoding.UTF8.GetBytes(body))).Select(x => x.Verdict).SingleOrDefault() ?? "";

    public static async Task<long> TenantsDeliveriesAsync(this AppFixture site, string tenant, string verdict = "%")
    {
        await using var command = site.Database("worker")
            .CreateCommand("select count(*) from calls.deliveries where tenant_id = $1 and verdict like $2 and interpreted_at is not null");
        command.Parameters.AddWithValue(tenant);
        command.Parameters.AddWithValue(verdict);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    static string? Text(NpgsqlDataReader rows, int column) => rows.IsDBNull(column) ? null : rows.GetString(column);
}

sealed record StoredDelivery(
    string Verdict,
    string? Reason,
    string? Event,
    string? CallId,
    string? RetellAgentId,
    string? Tenant,
    string? Identity,
    int Size,
    byte[]? Body,
    DateTimeOffset? SignedAt,
    int Times = 1
);
