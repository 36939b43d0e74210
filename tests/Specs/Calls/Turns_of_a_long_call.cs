using Shouldly;
using Switchhook.Calls;
using Switchhook.Calls.Details;
using Xunit;

namespace Switchhook.Specs.Calls;

public class Turns_of_a_long_call
{
    static List<Turn> Turns(int count, Func<int, int> length) =>
        [.. Enumerable.Range(0, count).Select(i => new Turn("user", new string('x', length(i)), i, i + 1, [], null))];

    static TranscriptWindow Of(List<Turn> turns, TranscriptRange asked = default, int otherwise = 0) =>
        TranscriptWindow.Of(turns, asked, otherwise);

    [Theory, InlineData(0), InlineData(1), InlineData(100)]
    public void are_all_shown_where_there_are_few(int count) => Of(Turns(count, _ => 20)).ShouldBe(new(0, count, false, false));

    [Theory, InlineData(0), InlineData(49), InlineData(50), InlineData(2_500), InlineData(4_999), InlineData(9_999), InlineData(-1)]
    public void hold_the_one_that_is_asked_for(int turn)
    {
        var shown = Of(Turns(5_000, i => i % 97 * 40), otherwise: turn);
        Math.Clamp(turn, 0, 4_999).ShouldBeInRange(shown.From, shown.To - 1);
        (shown.To - shown.From).ShouldBeInRange(1, 100);
        (shown.Earlier, shown.Later).ShouldBe((shown.From > 0, shown.To < 5_000));
    }

    [Fact]
    public void follow_each_other_without_a_gap_in_both_directions()
    {
        var turns = Turns(3_000, i => i * 7919 % 900);
        var (shown, forward, backward) = (Of(turns), new List<int>(), new List<int>());
        forward.AddRange(Enumerable.Range(shown.From, shown.To - shown.From));
        while (shown.Later)
        {
            shown = Of(turns, new(null, shown.To, null));
            forward.AddRange(Enumerable.Range(shown.From, shown.To - shown.From));
        }
        forward.ShouldBe(Enumerable.Range(0, 3_000));
        backward.AddRange(Enumerable.Range(shown.From, shown.To - shown.From));
        while (shown.Earlier)
        {
            shown = Of(turns, new(null, null, shown.From));
            backward.InsertRange(0, Enumerable.Range(shown.From, shown.To - shown.From));
        }
        backward.ShouldBe(Enumerable.Range(0, 3_000));
    }

    [Fact]
    public void are_fewer_where_each_is_long() => (Of(Turns(1_000, _ => 5_000)) is var shown ? shown.To - shown.From : 0).ShouldBe(4);

    [Fact]
    public void are_one_at_least() => Of(Turns(3, _ => 50_000), new(null, 1, null)).ShouldBe(new(1, 2, true, true));
}
