using Shouldly;
using Switchhook.Agents;
using Switchhook.BuildingBlocks;
using Xunit;

namespace Switchhook.Specs.Agents;

public class A_tag
{
    const string Mark = "1a2b3c4d",
        Tenant = "7c9e6679-7425-40de-944b-e07fc1f90ae7";
    static readonly Guid Id = Guid.Parse("01a213cd-6a74-7ce0-bb65-09172831a973");

    [Fact]
    public void is_read_back_from_a_name_that_holds_it() =>
        Tag.Read($"Front desk ({Tag.Of(Mark, Id, Tenant)})", Mark).ShouldBe(new ParsedTag(Id, Tenant));

    [Fact]
    public void of_an_older_build_is_read_without_its_tenant() =>
        Tag.Read($"Front desk (switchhook-{Mark}:{Id:D})", Mark).ShouldBe(new ParsedTag(Id, null));

    [Fact]
    public void is_what_an_older_build_looks_for() => Tag.Of(Mark, Id, Tenant).ShouldStartWith($"switchhook-{Mark}:{Id:D}");

    [Fact]
    public void tells_two_tenants_apart_that_have_an_agent_of_one_id() => Tag.Of(Mark, Id, Tenant).ShouldNotBe(Tag.Of(Mark, Id, "another"));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Front desk")]
    [InlineData("switchhook-1a2b3c4d:")]
    [InlineData("switchhook-1a2b3c4d:01a213cd-6a74-7ce0-bb65-09172831a97")]
    [InlineData("switchhook-1a2b3c4d:not-a-guid-at-all-but-just-as-long-as-one")]
    public void is_not_seen_where_there_is_none(string? text) => Tag.Read(text, Mark).ShouldBeNull();

    [Fact]
    public void of_another_installation_is_nobodys() => Tag.Read(Tag.Of("99999999", Id, Tenant), Mark).ShouldBeNull();

    [Fact]
    public void names_an_agent_whose_id_follows_from_its_tenant()
    {
        var nonce = Guid.NewGuid();
        DeterministicId.Of("agent", Tenant, nonce).ShouldBe(DeterministicId.Of("agent", Tenant, nonce));
        DeterministicId.Of("agent", Tenant, nonce).ShouldNotBe(DeterministicId.Of("agent", "another", nonce));
        DeterministicId.Of("agent", Tenant, nonce).ShouldNotBe(DeterministicId.Of("agent", Tenant, Guid.NewGuid()));
    }
}
