using Shouldly;
using Switchhook.Admin.Audit;
using Xunit;

namespace Switchhook.Specs.Admin;

public class An_actor
{
    static readonly Guid Ana = Guid.Parse("01a213cd-6a74-7ce0-bb65-09172831a973"),
        Key = Guid.Parse("01a213cd-6a74-7ce0-bb65-09172831a974");

    [Fact]
    public void is_read_as_it_was_written()
    {
        foreach (var actor in (Actor[])[new(Ana), new(Ana, Key), new(Ana, ByToken: true)])
            Actor.Read(actor.ToString()).ShouldBe(actor);
    }

    [Fact]
    public void signed_in_here_is_the_bare_account() => new Actor(Ana).ToString().ShouldBe(Ana.ToString());

    [Theory, InlineData(null), InlineData(""), InlineData("retell"), InlineData("/token")]
    public void is_nobody_where_no_account_did_it(string? text) => Actor.Read(text).ShouldBeNull();
}
