using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Npgsql;
using Switchhook.Calls.Ingestion;
using Switchhook.Contracts;
using Wolverine;

namespace Switchhook.Calls.Screening;

/// <summary>
/// Retell asks, while the caller hears it ring, whether to let them through. Only who is known to be blocked is turned away: with the
/// database away, or in doubt, everybody is let through, since a lost customer costs more than a minute.
/// </summary>
public sealed class InboundWebhookEndpoint(
    CallerScreening screening,
    UnsignedRequestLimiter limiter,
    BytesInFlight inFlight,
    BodyReadTimeout timeout,
    TimeProvider time,
    ILogger<InboundWebhookEndpoint> log
)
{
    public const string Path = "/api/retell/inbound";
    const int LargestBody = 64 * 1024;

    static readonly TimeSpan LookupTimeout = TimeSpan.FromMilliseconds(800);

    public static void Map(IEndpointRouteBuilder app) =>
        app.MapPost(
                Path,
                (HttpRequest request, InboundWebhookEndpoint webhook, IMessageBus bus, CancellationToken stop) =>
                    webhook.AnswerAsync(request, bus, stop)
            )
            .AllowAnonymous()
            .DisableAntiforgery();

    async Task<IResult> AnswerAsync(HttpRequest request, IMessageBus bus, CancellationToken stop)
    {
        if (RequestBody.SignatureOf(request, time.GetUtcNow()) is not { } signature)
            return BadSignature(request);
        using var arrived = await RequestBody.ReadAsync(request, LargestBody, inFlight, timeout, stop);
        if (arrived.Refusal is { } refusal)
            return refusal;
        var body = arrived.Bytes;
        if (InboundCall.Read(body) is not { } call)
            return screening.IsSignedByPlatform(signature, body) ? Answer(false) : BadSignature(request);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(LookupTimeout);
        try
        {
            // A server that accepts and then says nothing would be waited for beyond any cancellation.
            var found = await screening.FindAsync(call, limit.Token).WaitAsync(LookupTimeout, stop);
            var (isSigned, owner) = await screening.SignedForAsync(signature, body, found, limit.Token).WaitAsync(LookupTimeout, stop);
            if (!isSigned)
                return BadSignature(request);
            if (owner is { IsBlocked: true })
                await CountAsync(owner.Tenant, call, bus);
            return Answer(owner is { IsBlocked: true });
        }
        catch (Exception away) when (!stop.IsCancellationRequested && IsDatabaseUnavailable(away))
        {
            log.LogWarning("The list of blocked callers could not be read: {Reason}; the call is let through", away.GetType().Name);
            return Answer(false);
        }
    }

    /// <summary>Turned away is turned away, counted or not.</summary>
    async Task CountAsync(string tenant, InboundCall call, IMessageBus bus)
    {
        try
        {
            await bus.PublishAsync(
                new BlockedCallerRejected(call.Caller ?? call.From, call.CallId, time.GetUtcNow()),
                new DeliveryOptions { TenantId = tenant }
            );
        }
        catch (Exception away) when (IsDatabaseUnavailable(away))
        {
            log.LogWarning("A rejected call could not be counted: {Reason}", away.GetType().Name);
        }
    }

    static bool IsDatabaseUnavailable(Exception broken) =>
        broken is NpgsqlException or TimeoutException or IOException or OperationCanceledException;

    static ContentHttpResult Answer(bool reject) =>
        TypedResults.Text(
            new JsonObject { ["call_inbound"] = reject ? new JsonObject { ["reject"] = true } : new JsonObject() }.ToJsonString(),
            "application/json"
        );

    ProblemHttpResult BadSignature(HttpRequest request)
    {
        if (limiter.Wait(request.HttpContext.Connection.RemoteIpAddress, time.GetUtcNow()) is not { } wait)
            return TypedResults.Problem(
                "The signature does not match the body, or is older than five minutes.",
                statusCode: StatusCodes.Status401Unauthorized
            );
        request.HttpContext.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return TypedResults.Problem(
            "Too many requests without a valid signature have come from this address.",
            statusCode: StatusCodes.Status429TooManyRequests
        );
    }
}
