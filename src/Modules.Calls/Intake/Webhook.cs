using System.Buffers;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Switchhook.Calls.Intake;

/// <summary>Where Retell posts its events. Answers 2xx only for what is safely on disk, and refuses nothing that Retell signed.</summary>
public static class Webhook
{
    public const int LargestBody = 10 * 1024 * 1024;
    const int Usual = 64 * 1024;

    public static void Map(IEndpointRouteBuilder app) => app
        .MapPost("/api/retell/webhook", ReceiveAsync)
        .AllowAnonymous()
        .DisableAntiforgery()
        // Nothing that asks who somebody is has a say here.
        .ShortCircuit();

    /// <summary>All that an answer may take once the body is here: a second, less the way back.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(900);

    static async Task<IResult> ReceiveAsync(HttpRequest request, Signers signers, Door door, Sources sources, TimeProvider time, CancellationToken stop)
    {
        if (await ReadAsync(request, stop) is not { } body)
            return TypedResults.Problem($"At most {LargestBody} bytes are taken.", statusCode: StatusCodes.Status413PayloadTooLarge);

        var (now, since) = (time.GetUtcNow(), time.GetTimestamp());
        var headers = request.Headers["X-Retell-Signature"];
        var signature = headers.Count == 1 ? Signature.Read(headers[0]) : null;
        Signer? signer;
        try { signer = signature is null ? null : await FindAsync(signers, signature, body, now, stop); }
        catch (Exception away) when (away is NpgsqlException or TimeoutException or IOException or OperationCanceledException)
        {
            return TypedResults.Problem("The signature could not be checked; please send it again.", statusCode: StatusCodes.Status503ServiceUnavailable);
        }
        if (signature is null || signer is null)
        {
            if (sources.Wait(request.HttpContext.Connection.RemoteIpAddress, now) is { } wait) return TooMany(request.HttpContext.Response, wait);
            await door.RefuseAsync(new Delivery(Guid.CreateVersion7(now), now, null, body), stop);
            return TypedResults.Problem("The signature does not match the body, or is older than five minutes.", statusCode: StatusCodes.Status401Unauthorized);
        }

        var left = TimeSpan.FromTicks(Math.Max(0, (Patience - time.GetElapsedTime(since)).Ticks));
        return await door.KeepAsync(new Delivery(Guid.CreateVersion7(now), now, signature.SignedAt, body) { SignedBy = signer.Tenant }, left, stop)
            ? TypedResults.NoContent()
            : TypedResults.Problem("The delivery could not be stored; please send it again.", statusCode: StatusCodes.Status503ServiceUnavailable);
    }

    static ProblemHttpResult TooMany(HttpResponse response, TimeSpan wait)
    {
        DeliveryCounts.Count(Verdict.BadSignature);
        response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return TypedResults.Problem("Too many requests without a valid signature have come from this address.", statusCode: StatusCodes.Status429TooManyRequests);
    }

    static async Task<Signer?> FindAsync(Signers signers, Signature signature, byte[] body, DateTimeOffset now, CancellationToken stop)
    {
        if (signers.IsPlatforms(signature, body, now)) return new(null);
        // A server that accepts and then says nothing would be waited for beyond any cancellation.
        return await signers.FindAsync(signature, body, now, stop).WaitAsync(Patience / 2, stop);
    }

    static async Task<byte[]?> ReadAsync(HttpRequest request, CancellationToken stop)
    {
        if (request.ContentLength > LargestBody) return null;
        // As much as was promised only when that is little: whoever promises much has to send it first.
        if (request.ContentLength is { } length and <= Usual)
        {
            var whole = new byte[length];
            await request.Body.ReadExactlyAsync(whole, stop);
            return whole;
        }
        using var body = new MemoryStream(Usual);
        var part = ArrayPool<byte>.Shared.Rent(Usual);
        try
        {
            while (await request.Body.ReadAsync(part, stop) is > 0 and var read)
            {
                if (body.Length + read > LargestBody) return null;
                body.Write(part, 0, read);
            }
            return body.ToArray();
        }
        finally { ArrayPool<byte>.Shared.Return(part); }
    }
}
