using Shouldly;
using Switchhook.BuildingBlocks.Input;
using Xunit;

namespace Switchhook.Specs.Input;

public class A_phone_line
{
    static PhoneLine Of(string number) => PhoneLine.Of(PhoneNumber.Read(number).Value.ShouldNotBeNull());

    [Theory]
    [InlineData("+14155550132", "US", LineKind.FixedOrMobile)]
    [InlineData("+14165550132", "CA", LineKind.FixedOrMobile)]
    [InlineData("+18005550132", "US", LineKind.TollFree)]
    [InlineData("+18885550132", "US", LineKind.TollFree)]
    [InlineData("+442079460958", "GB", LineKind.Fixed)]
    [InlineData("+447400123456", "GB", LineKind.Mobile)]
    [InlineData("+448081570123", "GB", LineKind.TollFree)]
    [InlineData("+445612345678", "GB", LineKind.Voip)]
    [InlineData("+4930901820", "DE", LineKind.Fixed)]
    [InlineData("+4915123456789", "DE", LineKind.Mobile)]
    [InlineData("+33612345678", "FR", LineKind.Mobile)]
    [InlineData("+18765550132", "JM", LineKind.Mobile)]
    [InlineData("+37121234567", "LV", LineKind.Mobile)]
    [InlineData("+25261234567", "SO", null)]
    public void is_ordinary_where_a_call_costs_what_its_country_costs(string number, string region, LineKind? kind)
    {
        var line = Of(number);
        line.Region.ShouldBe(region);
        if (kind is null)
            return;
        line.Kind.ShouldBe(kind.Value);
        line.IsOrdinary.ShouldBeTrue();
    }

    [Theory]
    [InlineData("+447012345678", LineKind.Personal)]
    [InlineData("+449012345678", LineKind.PremiumRate)]
    [InlineData("+448431234567", LineKind.PremiumRate)]
    [InlineData("+19005550132", LineKind.PremiumRate)]
    [InlineData("+498001234567", LineKind.TollFree)]
    [InlineData("+499001234567", LineKind.PremiumRate)]
    [InlineData("+881612345678", LineKind.Mobile)]
    [InlineData("+870773111632", LineKind.Mobile)]
    [InlineData("+979123456789", LineKind.PremiumRate)]
    [InlineData("+80012345678", LineKind.TollFree)]
    public void is_not_where_it_costs_more_or_is_in_no_country(string number, LineKind kind)
    {
        var line = Of(number);
        line.Kind.ShouldBe(kind);
        line.IsOrdinary.ShouldBe(line is { Region: not null, Kind: LineKind.TollFree });
        if (number.StartsWith("+8", StringComparison.Ordinal) || number.StartsWith("+979", StringComparison.Ordinal))
            line.Region.ShouldBeNull();
    }
}
