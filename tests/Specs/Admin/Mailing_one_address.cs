using Shouldly;
using Switchhook.Admin;
using Xunit;

namespace Switchhook.Specs.Admin;

public class Mailing_one_address
{
    sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero);
        public override DateTimeOffset GetUtcNow() => Now;
    }

    readonly Clock clock = new();

    [Fact]
    public void stops_after_a_few_however_it_is_spelt_and_goes_on_in_the_next_hour()
    {
        var limit = new MailLimit(clock);
        for (var i = 0; i < MailLimit.PerHour; i++) limit.MayGo(i % 2 == 0 ? "ana@example.com" : "Ana@Example.com").ShouldBeTrue();
        limit.MayGo("ana@example.com").ShouldBeFalse();
        limit.MayGo("ben@example.com").ShouldBeTrue();
        clock.Now += TimeSpan.FromHours(1);
        limit.MayGo("ana@example.com").ShouldBeTrue();
    }
}
