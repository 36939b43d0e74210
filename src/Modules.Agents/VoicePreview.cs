using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Switchhook.Agents;

/// <summary>A voice's preview, brought through us: the page asks nobody but its own origin. Only what Retell's list names is fetched.</summary>
public static class VoicePreview
{
    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/agent/voices/{id}/preview",
        async (string id, Voices voices, IHttpClientFactory http, HttpContext context, CancellationToken stop) =>
        {
            if ((await voices.Find(id, stop))?.PreviewUrl is not { } url) return Results.NotFound();
            var answer = await http.CreateClient(RetellLine.Client).GetAsync(new Uri(url), HttpCompletionOption.ResponseHeadersRead, stop);
            context.Response.RegisterForDispose(answer);
            if (!answer.IsSuccessStatusCode) return Results.StatusCode(StatusCodes.Status502BadGateway);
            context.Response.Headers.CacheControl = "private, max-age=86400";
            return Results.Stream(await answer.Content.ReadAsStreamAsync(stop), answer.Content.Headers.ContentType?.MediaType ?? "audio/wav");
        }).RequireAuthorization();
}
