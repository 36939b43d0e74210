using System.Text.Json;

namespace Switchhook.BuildingBlocks.Retell;

/// <summary>
/// Reads a member of what Retell says that may be absent, null or of another type than documented: all of these are null.
/// </summary>
public static class RetellJsonReader
{
    public static JsonElement Member(this JsonElement json, string name) =>
        json.ValueKind is JsonValueKind.Object && json.TryGetProperty(name, out var value) ? value : default;

    public static IReadOnlyList<JsonElement> Members(this JsonElement json, string name) =>
        json.Member(name) is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray()] : [];

    /// <summary>Null too when it is empty.</summary>
    public static string? GetStringOrNull(this JsonElement json, string name) =>
        json.Member(name) is { ValueKind: JsonValueKind.String } value && value.GetString() is { } text && !string.IsNullOrWhiteSpace(text)
            ? text
            : null;

    public static long? GetInt64OrNull(this JsonElement json, string name) =>
        json.Member(name) is { ValueKind: JsonValueKind.Number } value
        && value.TryGetDouble(out var number)
        && number == Math.Floor(number)
        && Math.Abs(number) < 1e15
            ? (long)number
            : null;

    public static bool IsTrue(this JsonElement json, string name) => json.Member(name).ValueKind is JsonValueKind.True;

    /// <summary>
    /// What an error says, in either of Retell's forms: <c>{"status":"error","message":"…"}</c>, and
    /// <c>{"error_message":"…"}</c> where it validates. Null when it says nothing that can be read.
    /// </summary>
    public static string? ErrorIn(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            using var json = JsonDocument.ParseValue(ref reader);
            return Sentence(json.RootElement, "message") ?? Sentence(json.RootElement, "error_message");
        }
        catch (JsonException)
        {
            return null;
        }
    }

    static string? Sentence(JsonElement error, string name) =>
        error.GetStringOrNull(name)
        ?? (
            error.Members(name).Where(x => x.ValueKind is JsonValueKind.String).Select(x => x.GetString()).ToList()
                is { Count: > 0 } several
                ? string.Join(" ", several)
                : null
        );
}
