using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Switchhook.Contracts;

namespace Switchhook.Agents.Api;

/// <summary>A JSON body, read strictly: members that are not known, or come twice, are named instead of ignored.</summary>
public static class JsonBody
{
    static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        PropertyNameCaseInsensitive = false,
        NumberHandling = JsonNumberHandling.Strict,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };

    public static async Task<T> ReadAsync<T>(HttpContext http)
        where T : class
    {
        if (!http.Request.HasJsonContentType())
            throw new BadHttpRequestException("no JSON", StatusCodes.Status415UnsupportedMediaType);
        using var json = await ParseAsync(http);
        if (json.RootElement.ValueKind is not JsonValueKind.Object)
            throw new MalformedRequest("The body must be a JSON object.");
        Check(json.RootElement, Strict.GetTypeInfo(typeof(T)).Properties);
        return json.RootElement.Deserialize<T>(Strict)!;
    }

    public static async Task<T?> ReadOrNothingAsync<T>(HttpContext http)
        where T : class => HasBody(http) ? await ReadAsync<T>(http) : null;

    public static void None(HttpContext http)
    {
        if (HasBody(http))
            throw new MalformedRequest("This takes no body.");
    }

    static bool HasBody(HttpContext http) => http.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == true;

    static async Task<JsonDocument> ParseAsync(HttpContext http)
    {
        try
        {
            return await JsonDocument.ParseAsync(
                http.Request.Body,
                new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = 4 },
                http.RequestAborted
            );
        }
        catch (JsonException broken)
        {
            throw new MalformedRequest($"The body is not the JSON that is expected here{At(broken)}.");
        }
    }

    static string At(JsonException broken) =>
        broken.LineNumber is { } line ? $" (line {line + 1}, byte {broken.BytePositionInLine + 1})" : "";

    static void Check(JsonElement json, IEnumerable<JsonPropertyInfo> members)
    {
        var known = members.ToDictionary(x => x.Name);
        var wrong = json.EnumerateObject()
            .Select(member =>
                (
                    member.Name,
                    Sentence: known.TryGetValue(member.Name, out var property)
                        ? Fault(member.Value, property)
                        : "There is no such member here."
                )
            )
            .Where(x => x.Sentence is not null)
            .ToDictionary(x => x.Name, x => new[] { x.Sentence! });
        if (wrong.Count > 0)
            throw new MalformedRequest($"These members cannot be understood: {string.Join(", ", wrong.Keys)}.", wrong);
    }

    static string? Fault(JsonElement value, JsonPropertyInfo property)
    {
        try
        {
            return value.Deserialize(property.PropertyType, Strict) is string text && text.Contains('\0', StringComparison.Ordinal)
                ? "This holds a character that is no text."
                : null;
        }
        catch (JsonException)
        {
            return property.PropertyType == typeof(string) ? "This must be a string." : "This must be a whole number.";
        }
    }
}
