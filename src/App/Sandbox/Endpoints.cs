using System.Text.Json;
using System.Text.Json.Nodes;

namespace Switchhook.App.Sandbox;

/// <summary>How every endpoint of the sandbox is reached: a key opens a workspace, a refusal becomes Retell's error body.</summary>
public static class Endpoints
{
    const int LargestBody = 10 << 20;
    static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    public static void Get(this IEndpointRouteBuilder retell, string path, Func<Visit, Reply> answer) => retell.Answer("GET", path, answer);
    public static void Post(this IEndpointRouteBuilder retell, string path, Func<Visit, Reply> answer) => retell.Answer("POST", path, answer);
    public static void Patch(this IEndpointRouteBuilder retell, string path, Func<Visit, Reply> answer) => retell.Answer("PATCH", path, answer);
    public static void Delete(this IEndpointRouteBuilder retell, string path, Func<Visit, Reply> answer) => retell.Answer("DELETE", path, answer);

    public static string Origin(this HttpContext http) => $"{http.Request.Scheme}://{http.Request.Host}{http.Request.PathBase}";

    static void Answer(this IEndpointRouteBuilder retell, string method, string path, Func<Visit, Reply> answer) =>
        retell.MapMethods(path, [method], async http => await (await Reply(http, answer)).Write(http.Response));

    static async Task<Reply> Reply(HttpContext http, Func<Visit, Reply> answer)
    {
        try
        {
            var workspace = http.RequestServices.GetRequiredService<Workspaces>().Of(Key(http.Request));
            var visit = new Visit(http, workspace, await Body(http.Request));
            lock (workspace.Gate) return answer(visit);
        }
        catch (Refusal refusal)
        {
            return Sandbox.Reply.Error(refusal.Status, refusal.Message);
        }
    }

    static string Key(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        var key = header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? header[7..].Trim() : "";
        return key is "" or "nope" ? throw new Refusal(401, "API key is missing or invalid.") : key;
    }

    static async Task<JsonObject> Body(HttpRequest request)
    {
        if (request.ContentLength is > LargestBody) throw new Refusal(413, "Request body is too large.");
        using var bytes = new MemoryStream();
        await request.Body.CopyToAsync(bytes, request.HttpContext.RequestAborted);
        if (bytes.Length == 0) return [];
        try
        {
            return JsonNode.Parse(bytes.ToArray(), documentOptions: Strict) as JsonObject ?? throw Refusal.Invalid("Invalid request format, please check API reference.");
        }
        catch (JsonException)
        {
            throw Refusal.Invalid("Invalid request format, please check API reference.");
        }
    }
}
