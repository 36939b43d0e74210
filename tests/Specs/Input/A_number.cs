using System.Globalization;
using Shouldly;
using Switchhook.BuildingBlocks.Input;
using Xunit;

namespace Switchhook.Specs.Input;

public class A_number
{
    static decimal Of(string number) => decimal.Parse(number, NumberStyles.Float, CultureInfo.InvariantCulture);

    [Theory]
    [
        InlineData("4", "4"),
        InlineData("0", "0"),
        InlineData("-5", "-5"),
        InlineData("+5", "5"),
        InlineData("4.5", "4.5"),
        InlineData("1e3", "1000"),
        InlineData("007", "7")
    ]
    [
        InlineData("\"4\"", "4"),
        InlineData(" 12 ", "12"),
        InlineData("12.", "12"),
        InlineData("1,200", "1200"),
        InlineData("1,200.50", "1200.50"),
        InlineData("$1,200.50", "1200.50")
    ]
    [
        InlineData("$ 1,200", "1200"),
        InlineData("1.200,50", "1200.50"),
        InlineData("1.200,50 €", "1200.50"),
        InlineData("€1.200,50", "1200.50"),
        InlineData("1 200,50", "1200.50")
    ]
    [
        InlineData("1'200.50", "1200.50"),
        InlineData("1.200.000", "1200000"),
        InlineData("12,34,567", "1234567"),
        InlineData("1,234,567", "1234567"),
        InlineData("2,5", "2.5")
    ]
    [
        InlineData("(5.00)", "-5.00"),
        InlineData("-$5", "-5"),
        InlineData("£40", "40"),
        InlineData("85%", "85"),
        InlineData("#3", "3"),
        InlineData("４", "4"),
        InlineData(".5", "0.5")
    ]
    [InlineData("$0", "0"), InlineData("−3", "-3")]
    public void is_one_however_it_is_written(string said, string number) =>
        NumberParser.Read(said).ShouldBe(new(Of(number), Certainty.Exact, said));

    [Theory]
    [
        InlineData("about 5k", "5000"),
        InlineData("5k", "5000"),
        InlineData("5 K", "5000"),
        InlineData("$5k", "5000"),
        InlineData("2.5k", "2500"),
        InlineData("1.5 million", "1500000")
    ]
    [
        InlineData("3M", "3000000"),
        InlineData("2 grand", "2000"),
        InlineData("~200", "200"),
        InlineData("around 200", "200"),
        InlineData("approx. 40", "40"),
        InlineData("over 40", "40")
    ]
    [
        InlineData("1200 USD", "1200"),
        InlineData("40 euros", "40"),
        InlineData("12 dollars", "12"),
        InlineData("4 people", "4"),
        InlineData("level 4", "4"),
        InlineData("4/10", "4")
    ]
    [
        InlineData("7 out of 10", "7"),
        InlineData("4 of 5", "4"),
        InlineData("4 von 5", "4"),
        InlineData("eight out of ten", "8"),
        InlineData("11th", "11"),
        InlineData("3rd", "3")
    ]
    [
        InlineData("eleven", "11"),
        InlineData("Eleven.", "11"),
        InlineData("four", "4"),
        InlineData("zero", "0"),
        InlineData("twelve", "12"),
        InlineData("twenty", "20")
    ]
    [
        InlineData("twenty-one", "21"),
        InlineData("twenty one", "21"),
        InlineData("ninety nine", "99"),
        InlineData("a hundred", "100"),
        InlineData("one hundred and five", "105")
    ]
    [
        InlineData("two hundred fifty", "250"),
        InlineData("one thousand two hundred", "1200"),
        InlineData("five thousand", "5000"),
        InlineData("two million", "2000000"),
        InlineData("a dozen", "12")
    ]
    [
        InlineData("a couple", "2"),
        InlineData("half", "0.5"),
        InlineData("minus five", "-5"),
        InlineData("about twenty", "20"),
        InlineData("elf", "11"),
        InlineData("fünf", "5")
    ]
    [
        InlineData("zwanzig", "20"),
        InlineData("cinco", "5"),
        InlineData("veinte", "20"),
        InlineData("onze", "11"),
        InlineData("douze", "12"),
        InlineData("vingt", "20")
    ]
    public void is_marked_where_it_was_said_in_words_or_roughly(string said, string number) =>
        NumberParser.Read(said).ShouldBe(new(Of(number), Certainty.Approximate, said));

    [Theory]
    [
        InlineData(null),
        InlineData(""),
        InlineData(" "),
        InlineData("many"),
        InlineData("a few"),
        InlineData("high"),
        InlineData("3 to 4"),
        InlineData("3-4"),
        InlineData("between 3 and 4"),
        InlineData("1.2.3")
    ]
    [
        InlineData("1,2,3"),
        InlineData("12/24/2026"),
        InlineData("10:30"),
        InlineData("NaN"),
        InlineData("Infinity"),
        InlineData("1e99"),
        InlineData("7.9e29"),
        InlineData("999999999999999999999999999999999")
    ]
    [
        InlineData("four five"),
        InlineData("twenty thirty"),
        InlineData("0x10"),
        InlineData("call_1"),
        InlineData("so_4711"),
        InlineData("+14155550132x"),
        InlineData("tuesday"),
        InlineData("one or two"),
        InlineData("k"),
        InlineData("$"),
        InlineData("null"),
        InlineData("once"),
        InlineData("50 cent")
    ]
    [InlineData("99999999999999999999 million")]
    public void is_unclear_rather_than_guessed(string? said) => NumberParser.Read(said).ShouldBe(new(null, Certainty.Unclear, said ?? ""));
}
