using System.Globalization;
using Shouldly;
using Switchhook.Leads.Notifications;
using Xunit;

namespace Switchhook.Specs.Leads;

public class The_daily_mail
{
    [Theory]
    [InlineData(null, "2026-11-25T07:59:00Z", "2026-11-25T08:00:00Z")]
    [InlineData(null, "2026-11-25T08:00:00Z", "2026-11-26T08:00:00Z")]
    [InlineData("America/Los_Angeles", "2026-11-25T07:59:00Z", "2026-11-25T16:00:00Z")]
    [InlineData("America/Los_Angeles", "2026-11-25T17:00:00Z", "2026-11-26T16:00:00Z")]
    [InlineData("America/Los_Angeles", "2026-03-07T17:00:00Z", "2026-03-08T15:00:00Z")]
    public void goes_out_at_the_owner_s_own_hour(string? livesIn, string now, string next) =>
        (NotificationPreferences.Default with { Mail = NotificationMode.Digest, LivesIn = livesIn }).NextDigest(At(now)).ShouldBe(At(next));

    static DateTimeOffset At(string iso) => DateTimeOffset.Parse(iso, CultureInfo.InvariantCulture);
}
