using Microsoft.AspNetCore.Hosting;
using Shouldly;
using Xunit;

namespace Switchhook.Scenarios;

/// <summary>Connected to what is not the sandbox: nothing is asked of it here.</summary>
public sealed class RealRetellKeyFixture : AppFixture
{
    protected override void Arrange(IWebHostBuilder web)
    {
        web.UseSetting("Retell:BaseUrl", "http://127.0.0.1:9");
        web.UseSetting("Retell:ApiKey", "key_of_a_real_account");
    }
}

public class Calling_from_the_browser(RealRetellKeyFixture site) : IClassFixture<RealRetellKeyFixture>
{
    [Fact]
    public async Task opens_the_way_to_retells_rooms_and_the_microphone_on_one_page_alone()
    {
        using var stranger = site.Anonymous();

        var page = (await stranger.SendAsync(new(HttpMethod.Get, "/test-call"))).Headers;
        page["Content-Security-Policy"].ShouldContain("connect-src 'self' https://*.livekit.cloud wss://*.livekit.cloud;");
        page["Content-Security-Policy"].ShouldContain("script-src 'self';");
        page["Permissions-Policy"].ShouldContain("microphone=self");
        (await stranger.SendAsync(new(HttpMethod.Get, "/calls"))).Headers["Permissions-Policy"].ShouldContain("microphone=()");
        foreach (var elsewhere in new[] { "/", "/sign-in", "/calls", "/test-call/x" })
            (await stranger.SendAsync(new(HttpMethod.Get, elsewhere))).Headers["Content-Security-Policy"].ShouldNotContain("livekit");
    }
}
