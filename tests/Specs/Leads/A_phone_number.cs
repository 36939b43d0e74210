using Shouldly;
using Switchhook.Leads;
using Xunit;

namespace Switchhook.Specs.Leads;

public class A_phone_number
{
    [Theory]
    [InlineData("+14155550132", "+14155550132")]
    [InlineData("415-555-0132", "+14155550132")]
    [InlineData("1 (415) 555 0132", "+14155550132")]
    [InlineData("0044 20 7946 0958", "+442079460958")]
    public void is_one_however_it_is_written(string said, string number) => PhoneNumber.Normalise(said).ShouldBe(number);

    [Theory, InlineData(null), InlineData(""), InlineData("anonymous"), InlineData("sip:bob@example.com"), InlineData("555-0132"), InlineData("115 555 0132")]
    public void is_none_when_nobody_could_dial_it(string? said) => PhoneNumber.Normalise(said).ShouldBeNull();

    [Fact]
    public void is_shown_in_groups() => PhoneNumber.Display("+14155550132").ShouldBe("+1 415 555 0132");
}
