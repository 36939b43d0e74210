using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Switchhook.BuildingBlocks;
using Switchhook.BuildingBlocks.Retell;
using Xunit;

namespace Switchhook.Specs.Retell;

public class Retells_clock
{
    static readonly DateTimeOffset True = new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero);

    readonly OperatorAlerts concerns = new(NullLogger<OperatorAlerts>.Instance);
    readonly AdjustableClock time = new() { Now = True };
    readonly RetellClock clock;

    public Retells_clock() => clock = new(time, concerns);

    [Fact]
    public void counts_while_ours_is_ahead()
    {
        time.Now = True.AddDays(2);
        clock.Now.ShouldBe(True.AddDays(2), "nothing has been measured yet");
        clock.Measure(True);
        clock.Now.ShouldBe(True);
        time.Now = True.AddDays(2).AddMinutes(3);
        clock.Now.ShouldBe(True.AddMinutes(3));
        concerns.Active.ShouldHaveSingleItem().ShouldStartWith("This server's clock is 2 days ahead of Retell's.");
    }

    [Fact]
    public void does_not_count_while_ours_is_behind_and_is_told_of_all_the_same()
    {
        time.Now = True.AddMinutes(-10);
        clock.Measure(True);
        clock.Now.ShouldBe(True.AddMinutes(-10));
        concerns.Active.ShouldHaveSingleItem().ShouldContain("10 minutes behind Retell's");
    }

    [Fact]
    public void is_ours_again_once_the_two_agree()
    {
        time.Now = True.AddDays(2);
        clock.Measure(True);
        time.Now = True.AddSeconds(20);
        clock.Measure(True);
        (clock.IsAhead, clock.Now).ShouldBe((false, True.AddSeconds(20)));
        concerns.Active.ShouldBeEmpty();
    }

    [Fact]
    public void stays_as_measured_when_an_answer_has_no_date()
    {
        time.Now = True.AddHours(5);
        clock.Measure(True);
        clock.Measure(null);
        clock.Now.ShouldBe(True);
    }

    sealed class AdjustableClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
