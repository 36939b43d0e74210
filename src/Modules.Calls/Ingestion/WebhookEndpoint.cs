using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Npgsql;
using Switchhook.BuildingBlocks;

namespace Switchhook.Calls.Ingestion;

/// <summary>Where Retell posts its events. Answers 2xx only for what is safely on disk, and refuses nothing that Retell signed.</summary>
public static class WebhookEndpoint
{
    public const int LargestBody = 10 * 1024 * 1024;

    public static void Map(IEndpointRouteBuilder app) =>
        app.MapPost("/api/retell/webhook", ReceiveAsync)
            .AllowAnonymous()
            .DisableAntiforgery()
            // Nothing that asks who somebody is has a say here.
            .ShortCircuit();

    /// <summary>All that an answer may take once the body is here: a second, less the way back.</summary>
    static readonly TimeSpan ResponseTimeout = TimeSpan.FromMilliseconds(900);

    static async Task<IResult> ReceiveAsync(
        HttpRequest request,
        SignatureVerifier verifier,
        DeliveryStore store,
        UnsignedRequestLimiter limiter,
        BytesInFlight inFlight,
        BodyReadTimeout timeout,
        OwnerBudget budget,
        TimeProvider time,
        CancellationToken stop
    )
    {
        if (RequestBody.SignatureOf(request, time.GetUtcNow()) is not { } signature)
            return await RefuseAsync(request, [], store, limiter, time, stop);
        using var body = await RequestBody.ReadAsync(request, LargestBody, inFlight, timeout, stop);
        if (body.Refusal is { } refusal)
            return refusal;

        var (now, since) = (time.GetUtcNow(), time.GetTimestamp());
        Signer? signer;
        try
        {
            signer = await FindAsync(verifier, signature, body.Bytes, now, stop);
        }
        catch (Exception away) when (away is NpgsqlException or TimeoutException or IOException or OperationCanceledException)
        {
            return TypedResults.Problem(
                "The signature could not be checked; please send it again.",
                statusCode: StatusCodes.Status503ServiceUnavailable
            );
        }
        if (signer is null)
            return await RefuseAsync(request, body.Bytes, store, limiter, time, stop);

        var left = TimeSpan.FromTicks(Math.Max(0, (ResponseTimeout - time.GetElapsedTime(since)).Ticks));
        var delivery = new Delivery(Guid.CreateVersion7(now), now, signature.SignedAt, body.Bytes, signer)
        {
            IsOverBudget = !budget.Allows(signer, body.Bytes.Length),
        };
        return await store.StoreAsync(delivery, left, stop)
            ? TypedResults.NoContent()
            : TypedResults.Problem(
                "The delivery could not be stored; please send it again.",
                statusCode: StatusCodes.Status503ServiceUnavailable
            );
    }

    /// <param name="body">Empty when the header alone was enough to refuse it: then nothing of the body has been read.</param>
    static async Task<IResult> RefuseAsync(
        HttpRequest request,
        byte[] body,
        DeliveryStore store,
        UnsignedRequestLimiter limiter,
        TimeProvider time,
        CancellationToken stop
    )
    {
        var now = time.GetUtcNow();
        if (limiter.Wait(request.HttpContext.Connection.RemoteIpAddress, now) is { } wait)
            return TooMany(request.HttpContext.Response, wait);
        await store.RecordRejectedAsync(new Delivery(Guid.CreateVersion7(now), now, null, body, SignedBy: null), stop);
        return TypedResults.Problem(
            "The signature does not match the body, or is older than five minutes.",
            statusCode: StatusCodes.Status401Unauthorized
        );
    }

    static ProblemHttpResult TooMany(HttpResponse response, TimeSpan wait)
    {
        DeliveryMetrics.Count(DeliveryStatus.BadSignature);
        response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return TypedResults.Problem(
            "Too many requests without a valid signature have come from this address.",
            statusCode: StatusCodes.Status429TooManyRequests
        );
    }

    static async Task<Signer?> FindAsync(
        SignatureVerifier verifier,
        Signature signature,
        byte[] body,
        DateTimeOffset now,
        CancellationToken stop
    )
    {
        if (verifier.IsPlatforms(signature, body, now))
            return Signer.Platform;
        // A server that accepts and then says nothing would be waited for beyond any cancellation.
        return await verifier.FindAsync(signature, body, now, stop).WaitAsync(ResponseTimeout / 2, stop);
    }
}
