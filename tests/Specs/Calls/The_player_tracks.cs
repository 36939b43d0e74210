using Shouldly;
using Switchhook.Calls;
using Switchhook.Calls.Details;
using Xunit;

namespace Switchhook.Specs.Calls;

public class The_player_tracks
{
    static readonly Turn Agent = new("agent", "Good morning", 0, 10, [new("Good", 0, 5), new("morning", 5, 10)], null);
    static readonly Turn Caller = new("user", "Hello", 60, 70, [new("Hello", 60, 70)], null);
    static readonly Turn Tool = new("tool", "", null, null, [], new("book_slot", "{}", null, false));

    static PlayerTracks Of(params Turn[] turns) => PlayerTracks.Of(turns, 120_000, []).ShouldNotBeNull();

    [Fact]
    public void show_each_voice_where_it_speaks()
    {
        var lanes = Of(Agent, Caller);
        lanes.Seconds.ShouldBe(120);
        lanes.Bars.Where(x => !x.Caller).ShouldAllBe(x => x.X >= 0 && x.X <= 100 * 10 / 120.0);
        lanes.Bars.Where(x => x.Caller).ShouldAllBe(x => x.X >= 50 && x.X <= 100 * 70 / 120.0);
        lanes.Bars.Count(x => !x.Caller).ShouldBe(11);
        lanes.Bars.ShouldAllBe(x => x.Height > 0 && x.Height < 18);
    }

    [Fact]
    public void put_a_tool_call_without_a_time_after_what_was_said_before_it()
    {
        var dot = Of(Agent, Tool, Caller).Dots.ShouldHaveSingleItem();
        dot.At.ShouldBe(10);
        dot.Failed.ShouldBeTrue();
        Of(Agent, Tool with { Start = 60 }).Dots.Single().X.ShouldBe(50);
    }

    [Fact]
    public void show_where_answers_were_said_and_only_there()
    {
        var field = new AnalysisField("greeting", "text", "Hello");
        PlayerTracks
            .Of([Agent, Caller], 120_000, [new(field, 1, 0, 5, 60), new(field, 1, 0, 5, null)])!
            .Flags.ShouldHaveSingleItem()
            .X.ShouldBe(50);
    }

    [Fact]
    public void are_not_drawn_without_times() =>
        PlayerTracks.Of([Agent with { Words = [], Start = null, End = null }], 120_000, []).ShouldBeNull();

    [Fact]
    public void hold_what_lasts_longer_than_the_call_is_said_to() =>
        PlayerTracks.Of([Caller], 1_000, [])!.Bars.ShouldAllBe(x => x.X <= 100);
}
