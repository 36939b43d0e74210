using System.Net;
using System.Security.Claims;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;
using Switchhook.Calls.Details;
using Switchhook.Calls.Retell;
using Wolverine;

namespace Switchhook.Calls.Recordings;

/// <summary>
/// A call's sound, for its owner alone, passed through from where Retell keeps it: the browser never learns that address.
/// </summary>
public sealed class Recording(HttpClient http, RetellCalls calls, RecordingHosts hosts)
{
    static readonly string[] ForwardedHeaders =
    [
        HeaderNames.ContentLength,
        HeaderNames.ContentRange,
        HeaderNames.AcceptRanges,
        HeaderNames.ETag,
        HeaderNames.LastModified,
    ];

    public static void Map(IEndpointRouteBuilder app) =>
        app.MapMethods("/calls/{callId}/recording", [HttpMethods.Get, HttpMethods.Head], PlayAsync).RequireAuthorization();

    static async Task<IResult> PlayAsync(
        string callId,
        HttpContext context,
        IQuerySession reading,
        Recording recording,
        IMessageBus bus,
        CancellationToken stop
    )
    {
        var call = await reading.LoadAsync<CallDetails>(Call.Key(callId), stop);
        if (call?.RecordingUrl is null)
            return TypedResults.NotFound();
        try
        {
            using var audio = await recording.OpenAsync(call, reading.TenantId, context.Request, stop);
            if (audio is null)
                return TypedResults.NotFound();
            if (audio.IsSuccessStatusCode && HttpMethods.IsGet(context.Request.Method))
                await RecordPlaybackAsync(bus, callId, context, reading.TenantId, stop);
            await CopyToResponseAsync(audio, context, stop);
            return TypedResults.Empty;
        }
        catch (Exception away)
            when (away is HttpRequestException
                || (away is OperationCanceledException && !stop.IsCancellationRequested && !context.Response.HasStarted)
            )
        {
            return TypedResults.Problem(
                "The recording could not be fetched from Retell just now.",
                statusCode: StatusCodes.Status502BadGateway
            );
        }
    }

    /// <summary>Every playback is recorded: if it cannot be recorded, nothing is played.</summary>
    static Task RecordPlaybackAsync(IMessageBus bus, string callId, HttpContext context, string tenant, CancellationToken stop)
    {
        bus.TenantId = tenant;
        if (bus is IMessageContext messages)
            messages.UserName = context.User.FindFirstValue(ClaimTypes.NameIdentifier);
        return bus.InvokeAsync(new TrackRecordingPlayback(callId, IsFile(context)), stop);
    }

    static bool IsFile(HttpContext context) => context.Request.Query.ContainsKey("download");

    /// <summary>Null when Retell no longer has it. An expired address is requested again.</summary>
    async Task<HttpResponseMessage?> OpenAsync(CallDetails call, string tenant, HttpRequest request, CancellationToken stop) =>
        await FetchAsync(call.RecordingUrl, request, stop)
        ?? await FetchAsync(await calls.RecordingUrlAsync(tenant, call.CallId, stop), request, stop);

    async Task<HttpResponseMessage?> FetchAsync(string? address, HttpRequest asked, CancellationToken stop)
    {
        if (hosts.Allowed(address) is not { } uri)
            return null;
        using var request = new HttpRequestMessage(HttpMethods.IsHead(asked.Method) ? HttpMethod.Head : HttpMethod.Get, uri);
        if (System.Net.Http.Headers.RangeHeaderValue.TryParse(asked.Headers.Range.ToString(), out var range))
            request.Headers.Range = range;
        var audio = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop);
        if (audio is { IsSuccessStatusCode: true } or { StatusCode: HttpStatusCode.RequestedRangeNotSatisfiable })
            return audio;
        using (audio)
            return
                audio.StatusCode
                    is HttpStatusCode.Unauthorized
                        or HttpStatusCode.Forbidden
                        or HttpStatusCode.NotFound
                        or HttpStatusCode.Gone
                        or HttpStatusCode.BadRequest
                ? null
                : throw new HttpRequestException($"The recording's host answered {(int)audio.StatusCode}");
    }

    static async Task CopyToResponseAsync(HttpResponseMessage audio, HttpContext context, CancellationToken stop)
    {
        var response = context.Response;
        response.StatusCode = (int)audio.StatusCode;
        foreach (var name in ForwardedHeaders)
            if (audio.Headers.TryGetValues(name, out var values) || audio.Content.Headers.TryGetValues(name, out values))
                response.Headers[name] = values.ToArray();
        // Whatever the other end calls it, this is sound: nothing that a browser would run may come from here.
        response.ContentType =
            audio.Content.Headers.ContentType?.MediaType is { } type && type.StartsWith("audio/", StringComparison.Ordinal)
                ? type
                : "audio/wav";
        response.Headers.CacheControl = "private, no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        if (IsFile(context))
            response.Headers.ContentDisposition = "attachment; filename=\"recording.wav\"";
        if (HttpMethods.IsHead(context.Request.Method))
            return;
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        await audio.Content.CopyToAsync(response.Body, stop);
    }
}
