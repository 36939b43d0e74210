using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Switchhook.Admin.Audit;

/// <summary>Stored JSON as people read it.</summary>
public static class RedactedJson
{
    public const string Withheld = "withheld: it works like a key";

    // For the page's own encoder: Razor encodes what this leaves as it is.
    static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Pretty(JsonNode? node, IReadOnlyCollection<string> credentials) =>
        Redact(node?.DeepClone(), credentials)?.ToJsonString(Indented) ?? "null";

    public static JsonNode? Withhold(JsonNode? node, IReadOnlyCollection<string> credentials) => Redact(node?.DeepClone(), credentials);

    static JsonNode? Redact(JsonNode? node, IReadOnlyCollection<string> credentials)
    {
        if (node is JsonArray list)
            foreach (var part in list)
                Redact(part, credentials);
        if (node is JsonObject fields)
            foreach (var (name, value) in fields.ToArray())
                if (value is not null && credentials.Contains(name, StringComparer.OrdinalIgnoreCase))
                    fields[name] = Withheld;
                else
                    Redact(value, credentials);
        return node;
    }
}
