using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Switchhook.Agents.Retell;

namespace Switchhook.Agents.Voices;

/// <summary>
/// A voice's preview, brought through us: the page asks nobody but its own origin. Only what Retell's list names is fetched.
/// </summary>
public static class VoicePreview
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet(
                "/agent/voices/{id}/preview",
                async (string id, VoiceCatalog voices, IHttpClientFactory http, HttpContext context, CancellationToken stop) =>
                {
                    if (
                        !Uri.TryCreate((await voices.Find(id, stop))?.PreviewUrl, UriKind.Absolute, out var url)
                        || url.Scheme is not ("http" or "https")
                    )
                        return Results.NotFound();
                    HttpResponseMessage answer;
                    try
                    {
                        answer = await http.CreateClient(RetellClient.Client).GetAsync(url, HttpCompletionOption.ResponseHeadersRead, stop);
                    }
                    catch (HttpRequestException)
                    {
                        return Results.StatusCode(StatusCodes.Status502BadGateway);
                    }
                    context.Response.RegisterForDispose(answer);
                    if (!answer.IsSuccessStatusCode)
                        return Results.StatusCode(StatusCodes.Status502BadGateway);
                    context.Response.Headers.CacheControl = "private, max-age=86400";
                    return Results.Stream(
                        await answer.Content.ReadAsStreamAsync(stop),
                        answer.Content.Headers.ContentType?.MediaType ?? "audio/wav"
                    );
                }
            )
            .RequireAuthorization();
}
