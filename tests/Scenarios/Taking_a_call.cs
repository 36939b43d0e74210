using System.Net;
using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace Switchhook.Scenarios;

public class Taking_a_call(AppFixture site)
{
    [Fact]
    public async Task shows_the_call_its_recording_and_the_lead_to_the_owner_and_to_nobody_else()
    {
        using var owner = await site.OwnerWithAgentAsync();
        await owner.SubmitAsync(await owner.GetAsync("/"), "#simulate form", ("scenario", "booking"));

        await AppFixture.Eventually(
            async () => (await owner.GetAsync("/leads")).Document.QuerySelector("main tbody tr, main li[id], main article") is not null,
            "a lead stands in the inbox"
        );
        var path = Regex.Match((await owner.GetAsync("/calls")).Text, @"/calls/call_\w+").Value;
        var call = await owner.GetAsync(path);
        call.Status.ShouldBe(HttpStatusCode.OK);
        call.Document.QuerySelectorAll(".turns li").Length.ShouldBeGreaterThan(4);
        var lead = (await owner.GetAsync("/calls")).Find("#calls td a[href^='/leads/']");
        (await owner.GetAsync(lead.GetAttribute("href")!)).Status.ShouldBe(HttpStatusCode.OK);
        var recording = await owner.GetAsync(path + "/recording");
        recording.Status.ShouldBe(HttpStatusCode.OK);
        recording.Headers["Content-Type"].ShouldStartWith("audio/");

        using var other = await site.OwnerAsync();
        (await other.GetAsync(path)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await other.GetAsync(path + "/recording")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await other.GetAsync("/calls")).Text.ShouldNotContain(path);
        (await other.GetAsync("/leads")).Text.ShouldNotContain(path);
        using var stranger = site.Anonymous();
        (await stranger.GetAsync(path)).Path.ShouldStartWith("/sign-in");

        await using var dead = site.Database("worker")
            .CreateCommand(
                "select string_agg(concat_ws(' ', message_type, exception_type, exception_message), '; ') from "
                    + "wolverine.wolverine_dead_letters"
            );
        (await dead.ExecuteScalarAsync()).ShouldBe(DBNull.Value);
    }
}
