using Shouldly;
using Switchhook.Contracts;
using Switchhook.Leads.Notifications;
using Xunit;
using static Switchhook.Scenarios.LeadsOf;

namespace Switchhook.Scenarios;

public class Living_in_a_time_zone(AppFixture site, TwoOwnersFixture them) : IClassFixture<TwoOwnersFixture>
{
    [Fact]
    public async Task shows_days_and_times_where_the_browser_is_and_utc_where_it_says_nothing()
    {
        using var reader = site.WithStolenCookiesOf(them.Ana);
        var call = (await reader.GetAsync("/calls")).Find("#calls tbody time");
        var at = DateTimeOffset.Parse(call.GetAttribute("datetime")!, System.Globalization.CultureInfo.InvariantCulture);
        call.TextContent.ShouldBe(UserTimeZone.Utc.Format(at));
        foreach (var name in new[] { "Pacific/Kiritimati", "Pacific/Pago_Pago" })
        {
            var zone = UserTimeZone.Named(name)!;
            reader.IsIn(name);
            (await reader.GetAsync("/calls")).Find("#calls tbody time").TextContent.ShouldBe(zone.Format(at));
            var bars = (await reader.GetAsync("/")).Document.QuerySelectorAll("figure.chart svg a[href]");
            bars.Single().GetAttribute("href").ShouldBe($"/calls?period={zone.Day(at):yyyy-MM-dd}");
            (await reader.GetAsync($"/calls?period={zone.Day(at):yyyy-MM-dd}"))
                .Document.QuerySelectorAll("#calls tbody tr")
                .Length.ShouldBe(1);
            (await reader.GetAsync($"/calls?period={zone.Day(at).AddDays(1):yyyy-MM-dd}"))
                .Document.QuerySelectorAll("#calls tbody tr")
                .ShouldBeEmpty();
        }
        reader.IsIn("../../etc/passwd");
        (await reader.GetAsync("/calls")).Find("#calls tbody time").TextContent.ShouldBe(UserTimeZone.Utc.Format(at));
    }

    [Fact]
    public async Task is_due_on_the_owner_s_own_day()
    {
        using var ana = await site.OwnerAsync();
        var lead = await site.CapturedAsync(await site.TenantOfAsync(ana), Call(NewNumber()));
        var now = DateTimeOffset.UtcNow;
        var east = UserTimeZone.Named("Pacific/Kiritimati")!.Day(now);
        await ana.SubmitAsync(
            await ana.GetAsync($"/leads/{lead.IdOf()}"),
            "form[action*='handler=Next']",
            ("next", "Ring back"),
            ("on", $"{east:yyyy-MM-dd}")
        );
        async Task<int> DueAsync(string zone)
        {
            ana.IsIn(zone);
            return (await ana.GetAsync("/leads?view=all&signal=Due")).Document.QuerySelectorAll("tbody tr").Length;
        }
        (await DueAsync("Pacific/Kiritimati")).ShouldBe(1);
        (await DueAsync("Pacific/Pago_Pago")).ShouldBe(0);
    }

    [Fact]
    public async Task begins_with_the_browser_s_and_is_the_account_s_own_choice()
    {
        using var ana = await site.OwnerAsync("Europe/Berlin");
        var account = await ana.GetAsync("/account");
        account.Find("#zone option[selected]").GetAttribute("value").ShouldBe("Europe/Berlin");
        (await SettingsAsync(ana, "Europe/Berlin")).ShouldContain("Europe/Berlin");

        (await ana.SubmitAsync(account, "#zone-card form", ("Zone", "Asia/Kolkata"))).Path.ShouldStartWith("/account?done=zone");
        (await ana.GetAsync("/account")).Find("#zone option[selected]").GetAttribute("value").ShouldBe("Asia/Kolkata");
        (await SettingsAsync(ana, "Asia/Kolkata")).ShouldContain("Hour of the daily mail, Asia/Kolkata");
        (await ana.SubmitAsync(account, "#zone-card form", ("Zone", "Mars/Base"))).Words.ShouldContain("Choose a time zone from the list.");
        await using var session = site.Reading(await site.TenantOfAsync(ana));
        (await session.LoadAsync<NotificationPreferences>(NotificationPreferences.Own))!.LivesIn.ShouldBe("Asia/Kolkata");

        // Without a word of the browser, and without signing in anew, pages go by the account's.
        ana.Forget("zone");
        (await ana.GetAsync("/account")).Find(".facts time").GetAttribute("title")!.ShouldNotContain("UTC");
    }

    async Task<string> SettingsAsync(BrowserSession owner, string awaited)
    {
        var words = "";
        await AppFixture.Eventually(
            async () => (words = (await owner.GetAsync("/leads/settings")).Words).Contains(awaited, StringComparison.Ordinal),
            $"mails go by {awaited}"
        );
        return words;
    }
}
