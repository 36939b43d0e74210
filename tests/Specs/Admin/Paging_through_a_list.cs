using Shouldly;
using Switchhook.BuildingBlocks.Paging;
using Xunit;

namespace Switchhook.Specs.Admin;

public class Paging_through_a_list
{
    static readonly DateTimeOffset At = new(2026, 11, 24, 9, 0, 0, 123, 456, TimeSpan.Zero);

    static ListPage<int> Of(int found, PageCursor place) => ListPage.Of([.. Enumerable.Range(0, found)], place);

    static readonly PageCursor Below = new(PageCursor.Of(At, "x"), null),
        Above = new(null, PageCursor.Of(At, "x"));

    [Fact]
    public void keeps_a_place_to_the_microsecond() => Below.Row.ShouldBe((At, "x"));

    [
        Theory,
        InlineData(""),
        InlineData("x"),
        InlineData("12"),
        InlineData("12."),
        InlineData("-5.x"),
        InlineData("99999999999999999999.x"),
        InlineData("999999999999999999.x")
    ]
    public void begins_at_the_top_for_a_mark_that_is_none(string mark) => new PageCursor(mark, null).IsFirstPage.ShouldBeTrue();

    [Theory, InlineData(50, false), InlineData(51, true)]
    public void offers_more_when_there_is_more(int found, bool older)
    {
        var sheet = Of(found, PageCursor.Top);
        sheet.Rows.Count.ShouldBe(50);
        (sheet.HasNewer, sheet.HasOlder).ShouldBe((false, older));
    }

    [Fact]
    public void offers_the_way_back() => (Of(3, Below) is { HasNewer: true, HasOlder: false }).ShouldBeTrue();

    [Fact]
    public void turns_what_was_read_upwards() =>
        Of(51, Above)
            .ShouldSatisfyAllConditions(
                x => x.Rows[0].ShouldBe(49),
                x => x.Rows[^1].ShouldBe(0),
                x => x.HasNewer.ShouldBeTrue(),
                x => x.HasOlder.ShouldBeTrue()
            );

    [Fact]
    public void ends_at_the_top() => Of(10, Above).HasNewer.ShouldBeFalse();
}
