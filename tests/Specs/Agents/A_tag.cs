using Shouldly;
using Switchhook.Agents;
using Xunit;

namespace Switchhook.Specs.Agents;

public class A_tag
{
    static readonly Guid Id = Guid.Parse("01a213cd-6a74-7ce0-bb65-09172831a973");

    [Fact]
    public void is_read_back_from_a_name_that_holds_it() => Tag.Read($"Front desk ({Tag.Of("1a2b3c4d", Id)})", "1a2b3c4d").ShouldBe(Id);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Front desk")]
    [InlineData("switchhook-1a2b3c4d:")]
    [InlineData("switchhook-1a2b3c4d:01a213cd-6a74-7ce0-bb65-09172831a97")]
    [InlineData("switchhook-1a2b3c4d:not-a-guid-at-all-but-just-as-long-as-one")]
    public void is_not_seen_where_there_is_none(string? text) => Tag.Read(text, "1a2b3c4d").ShouldBeNull();

    [Fact]
    public void of_another_installation_is_nobodys() => Tag.Read(Tag.Of("99999999", Id), "1a2b3c4d").ShouldBeNull();
}
