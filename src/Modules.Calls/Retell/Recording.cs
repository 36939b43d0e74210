using System.Net;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;
using Switchhook.Calls.Reading;
using Switchhook.Calls.Story;

namespace Switchhook.Calls.Retell;

/// <summary>A call's sound, for its owner alone, passed through from where Retell keeps it: the browser never learns that address.</summary>
public sealed class Recording(HttpClient http, RetellCalls calls, RecordingHosts hosts)
{
    static readonly string[] Told = [HeaderNames.ContentLength, HeaderNames.ContentRange, HeaderNames.AcceptRanges, HeaderNames.ETag, HeaderNames.LastModified];

    public static void Map(IEndpointRouteBuilder app) => app
        .MapMethods("/calls/{callId}/recording", [HttpMethods.Get, HttpMethods.Head], PlayAsync)
        .RequireAuthorization();

    static async Task<IResult> PlayAsync(string callId, HttpContext context, IQuerySession reading, Recording recording, CancellationToken stop)
    {
        var call = await reading.LoadAsync<CallDetails>(Call.Key(callId), stop);
        if (call?.RecordingUrl is null) return TypedResults.NotFound();
        try
        {
            using var sound = await recording.OpenAsync(call, context.Request, stop);
            if (sound is null) return TypedResults.NotFound();
            await PassAsync(sound, context, stop);
            return TypedResults.Empty;
        }
        catch (HttpRequestException)
        {
            return TypedResults.Problem("The recording could not be fetched from Retell just now.", statusCode: StatusCodes.Status502BadGateway);
        }
    }

    async Task<HttpResponseMessage?> OpenAsync(CallDetails call, HttpRequest request, CancellationToken stop)
    {
        var sound = await FetchAsync(call.RecordingUrl, request, stop);
        if (sound is { IsSuccessStatusCode: true } or { StatusCode: HttpStatusCode.RequestedRangeNotSatisfiable }) return sound;
        sound?.Dispose();
        var again = await FetchAsync(await calls.RecordingUrlAsync(call.CallId, call.Parties?.RetellAgentId, stop), request, stop);
        if (again is { IsSuccessStatusCode: true } or { StatusCode: HttpStatusCode.RequestedRangeNotSatisfiable }) return again;
        again?.Dispose();
        return null;
    }

    async Task<HttpResponseMessage?> FetchAsync(string? address, HttpRequest asked, CancellationToken stop)
    {
        if (hosts.Allowed(address) is not { } uri) return null;
        using var request = new HttpRequestMessage(HttpMethods.IsHead(asked.Method) ? HttpMethod.Head : HttpMethod.Get, uri);
        if (System.Net.Http.Headers.RangeHeaderValue.TryParse(asked.Headers.Range.ToString(), out var range)) request.Headers.Range = range;
        return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop);
    }

    static async Task PassAsync(HttpResponseMessage sound, HttpContext context, CancellationToken stop)
    {
        var response = context.Response;
        response.StatusCode = (int)sound.StatusCode;
        foreach (var name in Told)
            if (sound.Headers.TryGetValues(name, out var values) || sound.Content.Headers.TryGetValues(name, out values)) response.Headers[name] = values.ToArray();
        // Whatever the other end calls it, this is sound: nothing that a browser would run may come from here.
        response.ContentType = sound.Content.Headers.ContentType?.MediaType is { } type && type.StartsWith("audio/", StringComparison.Ordinal) ? type : "audio/wav";
        response.Headers.CacheControl = "private, no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        if (context.Request.Query.ContainsKey("download")) response.Headers.ContentDisposition = "attachment; filename=\"recording.wav\"";
        if (HttpMethods.IsHead(context.Request.Method)) return;
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        await sound.Content.CopyToAsync(response.Body, stop);
    }
}
