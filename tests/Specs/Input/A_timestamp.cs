using System.Globalization;
using Shouldly;
using Switchhook.BuildingBlocks.Input;
using Xunit;

namespace Switchhook.Specs.Input;

public class A_timestamp
{
    static DateTimeOffset At(string iso) => DateTimeOffset.Parse(iso, CultureInfo.InvariantCulture);

    [Theory]
    [InlineData("1764000000123", "2025-11-24T16:00:00.123Z")]
    [InlineData("1764000000000", "2025-11-24T16:00:00Z")]
    [InlineData("1764000000", "2025-11-24T16:00:00Z")]
    [InlineData("1764000000.5", "2025-11-24T16:00:00.5Z")]
    [InlineData("1764000000123000", "2025-11-24T16:00:00.123Z")]
    [InlineData("1.764e12", "2025-11-24T16:00:00Z")]
    [InlineData("\"1764000000123\"", "2025-11-24T16:00:00.123Z")]
    [InlineData(" 1764000000123 ", "2025-11-24T16:00:00.123Z")]
    [InlineData("2025-11-24T16:00:00Z", "2025-11-24T16:00:00Z")]
    [InlineData("2025-11-24T16:00:00.123Z", "2025-11-24T16:00:00.123Z")]
    [InlineData("2025-11-24T16:00:00.123456Z", "2025-11-24T16:00:00.123456Z")]
    [InlineData("2025-11-24T16:00Z", "2025-11-24T16:00:00Z")]
    [InlineData("2025-11-24t16:00:00z", "2025-11-24T16:00:00Z")]
    [InlineData("2025-11-24 16:00:00+00:00", "2025-11-24T16:00:00Z")]
    [InlineData("2025-11-24T17:00:00+01:00", "2025-11-24T16:00:00Z")]
    [InlineData("2025-11-24T08:00:00-08:00", "2025-11-24T16:00:00Z")]
    [InlineData("2025-11-24T17:00:00+0100", "2025-11-24T16:00:00Z")]
    [InlineData("\"2025-11-24T16:00:00Z\"", "2025-11-24T16:00:00Z")]
    [InlineData("Mon, 24 Nov 2025 16:00:00 GMT", "2025-11-24T16:00:00Z")]
    [InlineData("/Date(1764000000123)/", "2025-11-24T16:00:00.123Z")]
    public void is_one_however_programs_write_it(string said, string iso) =>
        TimestampParser.Read(said).ShouldBe(new(At(iso), Certainty.Exact, said));

    [Theory]
    [InlineData("2025-11-24T16:00:00", "2025-11-24T16:00:00Z")]
    [InlineData("2025-11-24 16:00:00", "2025-11-24T16:00:00Z")]
    [InlineData("2025-11-24 16:00", "2025-11-24T16:00:00Z")]
    [InlineData("2025-11-24", "2025-11-24T00:00:00Z")]
    public void is_taken_for_utc_where_no_offset_is_said(string said, string iso) =>
        TimestampParser.Read(said).ShouldBe(new(At(iso), Certainty.Approximate, said));

    [Theory]
    [
        InlineData(null),
        InlineData(""),
        InlineData("soon"),
        InlineData("0"),
        InlineData("-1"),
        InlineData("-1764000000"),
        InlineData("1e308"),
        InlineData("99999999999999999999"),
        InlineData("NaN")
    ]
    [
        InlineData("Tuesday"),
        InlineData("24/11/2025"),
        InlineData("11/24/2025"),
        InlineData("16:00"),
        InlineData("2025-13-01T00:00:00Z"),
        InlineData("2025-11-24T25:00:00Z"),
        InlineData("0001-01-01T00:00:00Z")
    ]
    [InlineData("true"), InlineData("null"), InlineData("{}")]
    public void is_unclear_rather_than_guessed(string? said) =>
        TimestampParser.Read(said).ShouldBe(new(null, Certainty.Unclear, said ?? ""));
}
