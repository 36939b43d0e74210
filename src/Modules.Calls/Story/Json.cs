using System.Globalization;
using System.Text.Json;

namespace Switchhook.Calls.Story;

/// <summary>How many characters of a text are kept. Callers, models and carriers write these, and an index, a page and a mail have to hold them.</summary>
static class Longest
{
    /// <summary>A name of something: an event, a status, a reason, a product.</summary>
    public const int Word = 128;

    /// <summary>A number as carriers write it, somebody's name.</summary>
    public const int Line = 256;

    public const int Address = 4_096;

    /// <summary>What somebody said or wrote.</summary>
    public const int Prose = 20_000;
}

/// <summary>Reads what may be absent, or of another type than was promised, as null; an empty text says nothing either.</summary>
static class Json
{
    public static JsonElement Part(this JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) ? value : default;

    public static JsonElement[] Parts(this JsonElement json, string name) =>
        json.Part(name) is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray()] : [];

    /// <summary>Cut to the longest that is kept; the raw body keeps all.</summary>
    public static string? Text(this JsonElement json, string name, int longest = Longest.Address) =>
        json.Part(name) is { ValueKind: JsonValueKind.String } value && value.GetString() is { } text && !string.IsNullOrWhiteSpace(text) ? Cut(text, longest) : null;

    /// <summary>Never in the middle of a character.</summary>
    public static string Cut(string text, int longest) => text.Length <= longest ? text : text[..(char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest)];

    public static double? Number(this JsonElement json, string name) => json.Part(name) switch
    {
        { ValueKind: JsonValueKind.Number } value when value.TryGetDouble(out var number) && double.IsFinite(number) => number,
        { ValueKind: JsonValueKind.String } value when double.TryParse(value.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) => number,
        _ => null,
    };

    /// <summary>Seconds into a call; no call lasts a day.</summary>
    public static double? Second(this JsonElement json, string name) => json.Number(name) is { } second and >= 0 and < 86_400 ? second : null;

    public static decimal? Money(this JsonElement json, string name) => json.Part(name) switch
    {
        { ValueKind: JsonValueKind.Number } value when value.TryGetDecimal(out var money) && Cost.IsPrice(money) => money,
        { ValueKind: JsonValueKind.String } value when decimal.TryParse(value.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var money) && Cost.IsPrice(money) => money,
        _ => null,
    };

    public static bool? Flag(this JsonElement json, string name) => json.Part(name) switch
    {
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        { ValueKind: JsonValueKind.String } value when bool.TryParse(value.GetString(), out var flag) => flag,
        _ => null,
    };

    /// <summary>Milliseconds since 1970, as a number or in quotation marks; seconds, which are too small for that; or a date and time in text (ISO 8601).</summary>
    public static DateTimeOffset? Moment(this JsonElement json, string name)
    {
        if (json.Number(name) is { } number) return Epoch(number);
        return json.Text(name, Longest.Word) is { } text && text.Trim() is [>= '0' and <= '9', _, _, _, '-', ..]
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) && IsOfACall(at) ? at : null;
    }

    static DateTimeOffset? Epoch(double number) => number switch
    {
        // The year 1973 in milliseconds is the year 5138 in seconds.
        > 0 and < 100_000_000_000 => Epoch(number * 1_000),
        > 0 and < 253_402_300_799_000 => DateTimeOffset.FromUnixTimeMilliseconds((long)number) is var at && IsOfACall(at) ? at : null,
        _ => null,
    };

    /// <summary>No call was made before there were such agents, nor will one be in the next century.</summary>
    static bool IsOfACall(DateTimeOffset at) => at.Year is >= 2000 and < 2100;
}
