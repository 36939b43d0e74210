using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Npgsql;
using Switchhook.BuildingBlocks;
using Switchhook.Calls.Intake;
using Switchhook.Contracts;
using Wolverine;

namespace Switchhook.Calls.Inbound;

/// <summary>
/// Retell asks, while the caller hears it ring, whether to let them through. Only who is known to be blocked is turned away: with the
/// database away, or in doubt, everybody is let through, since a lost customer costs more than a minute.
/// </summary>
public sealed class InboundWebhook(Signers signers, Sources sources, BlockedNumbers numbers, IRetellKeys keys, TimeProvider time, ILogger<InboundWebhook> log)
{
    public const string Path = "/api/retell/inbound";
    const int LargestBody = 64 * 1024;

    static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(800);

    public static void Map(IEndpointRouteBuilder app) => app
        .MapPost(Path, (HttpRequest request, InboundWebhook webhook, IMessageBus bus, CancellationToken stop) => webhook.AnswerAsync(request, bus, stop))
        .AllowAnonymous()
        .DisableAntiforgery();

    async Task<IResult> AnswerAsync(HttpRequest request, IMessageBus bus, CancellationToken stop)
    {
        if (await BodyAsync(request, stop) is not { } body) return TypedResults.Problem($"At most {LargestBody} bytes are taken.", statusCode: StatusCodes.Status413PayloadTooLarge);
        var headers = request.Headers["X-Retell-Signature"];
        if (headers.Count != 1 || Signature.Read(headers[0]) is not { } signature || !signature.IsFresh(time.GetUtcNow())) return Forged(request);
        if (InboundCall.Read(body) is not { } call) return signers.IsPlatforms(signature, body, time.GetUtcNow()) ? Answer(false) : Forged(request);
        var (line, caller) = (call.Line, call.Caller ?? "");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(Patience);
        try
        {
            // A server that accepts and then says nothing would be waited for beyond any cancellation.
            var ringing = await numbers.FindAsync(call.RetellAgentId, line, caller, limit.Token).WaitAsync(Patience, stop);
            if (!await IsSignedAsync(signature, body, ringing, limit.Token).WaitAsync(Patience, stop)) return Forged(request);
            if (ringing is { IsBlocked: true }) await CountAsync(ringing.Tenant, call, bus);
            return Answer(ringing is { IsBlocked: true });
        }
        catch (Exception away) when (!stop.IsCancellationRequested && IsAway(away))
        {
            log.LogWarning("Who is blocked could not be looked up ({Reason}): the call is let through", away.GetType().Name);
            return Answer(false);
        }
    }

    /// <summary>Turned away is turned away, counted or not.</summary>
    async Task CountAsync(string tenant, InboundCall call, IMessageBus bus)
    {
        try { await bus.PublishAsync(new CallerTurnedAway(call.Caller ?? call.From, call.CallId, time.GetUtcNow()), new DeliveryOptions { TenantId = tenant }); }
        catch (Exception away) when (IsAway(away)) { log.LogWarning("A call that was turned away could not be counted ({Reason})", away.GetType().Name); }
    }

    static bool IsAway(Exception broken) => broken is NpgsqlException or TimeoutException or IOException or OperationCanceledException;

    /// <summary>By the platform, or by the account that the agent lives in: what that signs concerns its owner alone.</summary>
    async Task<bool> IsSignedAsync(Signature signature, byte[] body, Ringing? ringing, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        if (signers.IsPlatforms(signature, body, now)) return true;
        return ringing is not null && await keys.OfAsync(ringing.RetellAgentId, stop) is { } own && own.Tenant == ringing.Tenant && own.SignatureKeys.Any(key => signature.Matches(body, key, now));
    }

    static async Task<byte[]?> BodyAsync(HttpRequest request, CancellationToken stop)
    {
        if (request.ContentLength > LargestBody) return null;
        var body = new byte[LargestBody + 1];
        var length = await request.Body.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, stop);
        return length > LargestBody ? null : body[..length];
    }

    static ContentHttpResult Answer(bool reject) => TypedResults.Text(
        new JsonObject { ["call_inbound"] = reject ? new JsonObject { ["reject"] = true } : new JsonObject() }.ToJsonString(), "application/json");

    ProblemHttpResult Forged(HttpRequest request)
    {
        if (sources.Wait(request.HttpContext.Connection.RemoteIpAddress, time.GetUtcNow()) is not { } wait)
            return TypedResults.Problem("The signature does not match the body, or is older than five minutes.", statusCode: StatusCodes.Status401Unauthorized);
        request.HttpContext.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return TypedResults.Problem("Too many requests without a valid signature have come from this address.", statusCode: StatusCodes.Status429TooManyRequests);
    }
}
