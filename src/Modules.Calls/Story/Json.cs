using System.Text.Json;

namespace Switchhook.Calls.Story;

/// <summary>Reads what may be absent, or of another type than was promised, as null.</summary>
static class Json
{
    public static JsonElement Part(this JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) ? value : default;

    public static JsonElement[] Parts(this JsonElement json, string name) =>
        json.Part(name) is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray()] : [];

    public static string? Text(this JsonElement json, string name) =>
        json.Part(name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    public static double? Number(this JsonElement json, string name) =>
        json.Part(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetDouble(out var number) && double.IsFinite(number) ? number : null;

    /// <summary>Seconds into a call; no call lasts a day.</summary>
    public static double? Second(this JsonElement json, string name) => json.Number(name) is { } second and >= 0 and < 86_400 ? second : null;

    public static decimal? Money(this JsonElement json, string name) =>
        json.Part(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetDecimal(out var money) ? money : null;

    public static bool? Flag(this JsonElement json, string name) => json.Part(name).ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    public static DateTimeOffset? Moment(this JsonElement json, string name) =>
        json.Number(name) is { } ms and > 0 and < 253_402_300_799_000 ? DateTimeOffset.FromUnixTimeMilliseconds((long)ms) : null;
}
