using Shouldly;
using Switchhook.Admin.Audit;
using Switchhook.BuildingBlocks.Paging;
using Xunit;

namespace Switchhook.Specs.Admin;

public class Searching_the_streams
{
    const string Id = "01a213d6-9509-7087-8e26-ab419907b446";

    [Theory, InlineData(Id), InlineData("call_ac448074594316327e77c02ec0b"), InlineData("call/call_ac4480"), InlineData("agent/" + Id)]
    public void knows_an_id(string words) => StreamFilter.IdIn(words).ShouldBe(words);

    [Fact]
    public void reads_a_guid_however_it_was_typed() => StreamFilter.IdIn(Id.ToUpperInvariant()).ShouldBe(Id);

    [
        Theory,
        InlineData("+14155550132"),
        InlineData("(415) 555-0132"),
        InlineData("4155550132"),
        InlineData("ana@example.com"),
        InlineData("Ana Reyes"),
        InlineData("mt_tombstone"),
        InlineData("call/" + Id + "?x"),
        InlineData(null)
    ]
    public void lets_nothing_else_into_a_url(string? words) => StreamFilter.IdIn(words).ShouldBeNull();

    [Fact]
    public void tries_every_kind_for_a_bare_id() =>
        StreamFilter.Keys(Id).ShouldBe([$"agent/{Id}", $"call/{Id}", $"lead/{Id}", $"account/{Id}", $"audit/{Id}"]);

    [Fact]
    public void takes_a_whole_key_as_it_is() => StreamFilter.Keys("call/call_1").ShouldBe(["call/call_1"]);

    [Fact]
    public void ignores_a_kind_that_is_none() => StreamFilter.Of("secrets", null, null, PageCursor.Top).AsksForNothing.ShouldBeTrue();
}
