using Shouldly;
using Switchhook.BuildingBlocks;
using Xunit;

namespace Switchhook.Specs.Calls;

public class A_CSV_export_of_calls
{
    [Theory]
    [InlineData("=HYPERLINK(\"http://x\")", "\"'=HYPERLINK(\"\"http://x\"\")\"")]
    [InlineData("+14155550142", "+14155550142")]
    [InlineData("+1415555+0142", "'+1415555+0142")]
    [InlineData("-2+3", "'-2+3")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("  =1", "'  =1")]
    [InlineData("\t=1", "\"'\t=1\"")]
    [InlineData("\r=1", "\"'\r=1\"")]
    [InlineData("＝1", "'＝1")]
    [InlineData("Maria Lopez", "Maria Lopez")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("a;=1", "\"a;=1\"")]
    [InlineData("two\nlines", "\"two\nlines\"")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void never_holds_a_formula(string? text, string cell) => Csv.Row([text]).ShouldBe(cell + "\r\n");

    [Fact]
    public void ends_its_lines_as_the_standard_asks() => Csv.Row(["a", null, "b"]).ShouldBe("a,,b\r\n");
}
