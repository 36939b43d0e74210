using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Switchhook.Calls.Deliveries;

/// <summary>A raw body as its owner may see it: what opens something, such as a recording's address, is named and not told.</summary>
public static class RedactedPayload
{
    public const string Withheld = "withheld: it works like a key";
    const int Longest = 300_000;

    // For the page's own encoder: Razor encodes what this leaves as it is.
    static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(byte[] body)
    {
        var text = SanitizedJson.Text(body);
        try
        {
            text = Redact(JsonNode.Parse(text))?.ToJsonString(Indented) ?? "null";
        }
        catch (Exception unreadable) when (unreadable is JsonException or ArgumentException or InvalidOperationException)
        {
            return "Not readable as JSON; it is not shown, since nothing says what in it is secret.";
        }
        return text.Length <= Longest ? text : text[..Longest] + "\n…";
    }

    static JsonNode? Redact(JsonNode? node)
    {
        if (node is JsonArray list)
            foreach (var part in list)
                Redact(part);
        if (node is JsonObject fields)
            foreach (var (name, value) in fields.ToArray())
                if (value is JsonValue && IsCredential(name))
                    fields[name] = Withheld;
                else
                    Redact(value);
        return node;
    }

    static bool IsCredential(string name) => name is "access_token" || name.EndsWith("_url", StringComparison.Ordinal);
}
