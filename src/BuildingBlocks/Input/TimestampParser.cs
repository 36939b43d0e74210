using System.Globalization;
using System.Text.RegularExpressions;

namespace Switchhook.BuildingBlocks.Input;

/// <summary>A moment as programs write it: ISO 8601, HTTP's form, or seconds or smaller parts of them since 1970, quoted or not.</summary>
public static partial class TimestampParser
{
    // Seconds of the year 5138, milliseconds of 1973: between them the unit is told by the size.
    const double MostSeconds = 1e11,
        MostMilliseconds = 1e14,
        MostMicroseconds = 1e17,
        MostNanoseconds = 1e19,
        LastMillisecond = 253_402_300_799_000;

    static readonly DateTimeOffset First = DateTimeOffset.UnixEpoch;

    public static ParsedValue<DateTimeOffset?> Read(string? text)
    {
        var said = text?.Trim().Trim('"', '\'').Trim();
        if (string.IsNullOrEmpty(said) || said.Length > 64)
            return Switchhook.BuildingBlocks.Input.ParseResult.Unclear<DateTimeOffset?>(text);
        if (Digits().IsMatch(said) && double.TryParse(said, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            return Of(number) is { } moment
                ? Switchhook.BuildingBlocks.Input.ParseResult.Exactly<DateTimeOffset?>(moment, text)
                : Switchhook.BuildingBlocks.Input.ParseResult.Unclear<DateTimeOffset?>(text);
        if (JsonDate().Match(said) is { Success: true } json)
            return Read(json.Groups[1].Value) with { Original = text! };
        if (!Iso().IsMatch(said))
            return DateTimeOffset.TryParseExact(said, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var http)
                ? Switchhook.BuildingBlocks.Input.ParseResult.Exactly<DateTimeOffset?>(http, text)
                : Switchhook.BuildingBlocks.Input.ParseResult.Unclear<DateTimeOffset?>(text);
        if (
            !DateTimeOffset.TryParse(
                said,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
                out var read
            )
            || read <= First
        )
            return Switchhook.BuildingBlocks.Input.ParseResult.Unclear<DateTimeOffset?>(text);
        // Without an offset it is UTC for want of anything better.
        return new(read, Offset().IsMatch(said) ? Certainty.Exact : Certainty.Approximate, text!);
    }

    public static DateTimeOffset? Of(double number)
    {
        var milliseconds = number switch
        {
            < MostSeconds => number * 1000,
            < MostMilliseconds => number,
            < MostMicroseconds => number / 1000,
            < MostNanoseconds => number / 1_000_000,
            _ => double.NaN,
        };
        return number > 0 && double.IsFinite(milliseconds) && milliseconds < LastMillisecond
            ? DateTimeOffset.FromUnixTimeMilliseconds((long)Math.Round(milliseconds))
            : null;
    }

    [GeneratedRegex(@"^\+?\d{1,20}(\.\d+)?(e\+?\d{1,2})?\z", RegexOptions.IgnoreCase)]
    private static partial Regex Digits();

    [GeneratedRegex(@"^\\?/Date\((\d{1,16})(?:[+-]\d{4})?\)\\?/\z")]
    private static partial Regex JsonDate();

    [GeneratedRegex(
        @"^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?\s?(?:Z|UTC|[+-]\d{2}:?\d{2}|[+-]\d{2})?)?\z",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Iso();

    [GeneratedRegex(@"(?:Z|UTC|:\d{2}(?:[.,]\d+)?\s?[+-]\d{2}(?::?\d{2})?)\z", RegexOptions.IgnoreCase)]
    private static partial Regex Offset();
}
