using System.Text.Json;
using System.Text.Json.Nodes;
using Switchhook.RetellSandbox.Contract;

namespace Switchhook.RetellSandbox;

/// <summary>What was asked, apart from the connection it came by: enough to do it later, even after a restart.</summary>
/// <param name="Operation">Method and route, "PATCH /update-agent/{id}".</param>
/// <param name="Path">As asked, without the sandbox's own prefix: "/update-agent/agent_1".</param>
public record RecordedRequest(
    string Operation,
    string Path,
    IReadOnlyDictionary<string, string> Route,
    IReadOnlyDictionary<string, string> Query,
    JsonObject Body,
    string Origin
)
{
    const int LargestBody = 10 << 20;
    static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    public static RecordedRequest Of(
        string operation,
        JsonObject body,
        string origin,
        params ReadOnlySpan<(string Name, string Value)> route
    )
    {
        var values = new Dictionary<string, string>();
        foreach (var (name, value) in route)
            values[name] = value;
        return new RecordedRequest(operation, operation.Split(' ')[1], values, new Dictionary<string, string>(), body, origin);
    }

    public static async Task<RecordedRequest> Read(HttpContext http, string operation) =>
        new(
            operation,
            http.Request.Path.StartsWithSegments(SandboxSetup.Retell, out var path) ? path.Value! : http.Request.Path.Value!,
            http.Request.RouteValues.ToDictionary(value => value.Key, value => (string)value.Value!),
            http.Request.Query.ToDictionary(value => value.Key, value => value.Value[0]!),
            await Content(http.Request),
            http.Origin()
        );

    /// <summary>Refuses whatever Retell's contract does not have.</summary>
    public void Check()
    {
        var method = Operation.Split(' ')[0];
        if (RetellContract.Known.ObjectionsTo(method, Path, Query, Body) is [var first, ..])
            throw Refusal.Malformed(first);
    }

    static async Task<JsonObject> Content(HttpRequest request)
    {
        if (request.ContentLength is > LargestBody)
            throw new Refusal(413, "Request body is too large.");
        using var bytes = new MemoryStream();
        await request.Body.CopyToAsync(bytes, request.HttpContext.RequestAborted);
        if (bytes.Length == 0)
            return [];
        try
        {
            return JsonNode.Parse(bytes.ToArray(), documentOptions: Strict) as JsonObject
                ?? throw Refusal.Invalid("Invalid request format, please check API reference.");
        }
        catch (JsonException)
        {
            throw Refusal.Invalid("Invalid request format, please check API reference.");
        }
    }
}
