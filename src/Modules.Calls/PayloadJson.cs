using System.Text.Json;
using Switchhook.BuildingBlocks.Input;

namespace Switchhook.Calls;

/// <summary>
/// How many characters of a text are kept. Callers, models and carriers write these, and an index, a page and a mail have to hold them.
/// </summary>
static class TextLimits
{
    /// <summary>A name of something: an event, a status, a reason, a product.</summary>
    public const int Word = 128;

    /// <summary>A number as carriers write it, somebody's name.</summary>
    public const int Line = 256;

    public const int Address = 4_096;

    /// <summary>What somebody said or wrote.</summary>
    public const int Prose = 20_000;
}

/// <summary>
/// Reads what may be absent as null, and a value of another type than was promised, such as a quoted number, where that needs no guess; an
/// empty text says nothing.
/// </summary>
static class PayloadJson
{
    public static JsonElement Part(this JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) ? value : default;

    public static JsonElement[] Parts(this JsonElement json, string name) =>
        json.Part(name) is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray()] : [];

    /// <summary>Cut to the longest that is kept; the raw body keeps all.</summary>
    public static string? Text(this JsonElement json, string name, int longest = TextLimits.Address) =>
        json.Part(name) is { ValueKind: JsonValueKind.String } value && value.GetString() is { } text && !string.IsNullOrWhiteSpace(text)
            ? Cut(text, longest)
            : null;

    /// <summary>Never in the middle of a character.</summary>
    public static string Cut(string text, int longest) =>
        text.Length <= longest ? text : text[..(char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest)];

    public static double? Number(this JsonElement json, string name) =>
        json.Part(name) switch
        {
            { ValueKind: JsonValueKind.Number } value when value.TryGetDouble(out var number) && double.IsFinite(number) => number,
            { ValueKind: JsonValueKind.String } value
                when Switchhook.BuildingBlocks.Input.NumberParser.Read(value.GetString())
                    is { Certainty: Certainty.Exact, Value: { } quoted } => (double)quoted,
            _ => null,
        };

    /// <summary>Seconds into a call; no call lasts a day.</summary>
    public static double? Second(this JsonElement json, string name) =>
        json.Number(name) is { } second and >= 0 and < 86_400 ? second : null;

    public static decimal? Money(this JsonElement json, string name) =>
        json.Part(name) switch
        {
            { ValueKind: JsonValueKind.Number } value when value.TryGetDecimal(out var money) && Cost.IsPrice(money) => money,
            { ValueKind: JsonValueKind.String } value
                when Switchhook.BuildingBlocks.Input.NumberParser.Read(value.GetString())
                    is { Certainty: Certainty.Exact, Value: { } quoted }
                    && Cost.IsPrice(quoted) => quoted,
            _ => null,
        };

    public static bool? Flag(this JsonElement json, string name) =>
        json.Part(name) switch
        {
            { ValueKind: JsonValueKind.True } => true,
            { ValueKind: JsonValueKind.False } => false,
            { ValueKind: JsonValueKind.String } value
                when YesNo.Read(value.GetString()) is { Certainty: Certainty.Exact, Value: { } flag } => flag,
            _ => null,
        };

    /// <summary>As programs write it, in the time in which there can be calls.</summary>
    public static DateTimeOffset? Moment(this JsonElement json, string name) =>
        json.Part(name) switch
        {
            { ValueKind: JsonValueKind.Number } value
                when value.TryGetDouble(out var number)
                    && Switchhook.BuildingBlocks.Input.TimestampParser.Of(number) is { } at
                    && IsOfACall(at) => at,
            { ValueKind: JsonValueKind.String } value
                when Switchhook.BuildingBlocks.Input.TimestampParser.Read(value.GetString()).Value is { } at && IsOfACall(at) => at,
            _ => null,
        };

    /// <summary>No call was made before there were such agents, nor will one be in the next century.</summary>
    static bool IsOfACall(DateTimeOffset at) => at.Year is >= 2000 and < 2100;
}
