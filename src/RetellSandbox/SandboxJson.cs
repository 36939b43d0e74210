using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Switchhook.RetellSandbox;

public static class SandboxJson
{
    // Retell writes é, & and + as they are; the default encoder would escape them and so give signatures over other bytes.
    public static readonly JsonSerializerOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
    };

    public static byte[] Bytes<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, Options);

    public static JsonObject Copy(this JsonObject source) => source.DeepClone().AsObject();

    public static JsonObject With(this JsonObject target, JsonObject changes)
    {
        foreach (var (name, value) in changes)
            target[name] = value?.DeepClone();
        return target;
    }

    public static JsonObject Without(this JsonObject target, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            target.Remove(name);
        return target;
    }

    public static string? Text(this JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    public static double? Number(this JsonNode? node) =>
        node?.GetValueKind() == JsonValueKind.Number ? double.Parse(node.ToJsonString(), CultureInfo.InvariantCulture) : null;

    public static int? Int(this JsonNode? node) =>
        node.Number() is { } number && number == Math.Floor(number) && Math.Abs(number) < int.MaxValue ? (int)number : null;

    public static long Long(this JsonNode? node) => (long)(node.Number() ?? 0);

    public static bool IsTrue(this JsonNode? node) => node?.GetValueKind() == JsonValueKind.True;
}
