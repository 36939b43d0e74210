using Shouldly;
using Xunit;

namespace Switchhook.Scenarios;

public class What_every_answer_carries(AppFixture site)
{
    [Theory]
    [InlineData("/", 200)]
    [InlineData("/calls", 302)]
    [InlineData("/nothing-here", 404)]
    [InlineData("/error", 200)]
    [InlineData("/lib/favicon.svg", 200)]
    [InlineData("/api/agents", 401)]
    [InlineData("/api/nothing-here", 404)]
    [InlineData("/health/live", 200)]
    public async Task keeps_browsers_from_whatever_is_not_ours(string path, int status)
    {
        using var stranger = site.Anonymous();
        var answer = await stranger.SendAsync(new(HttpMethod.Get, path));
        ((int)answer.Status).ShouldBe(status);
        answer.Headers["Content-Security-Policy"].ShouldContain("default-src 'none'");
        answer.Headers["Content-Security-Policy"].ShouldNotContain("unsafe");
        answer.Headers["X-Content-Type-Options"].ShouldBe("nosniff");
        answer.Headers["Referrer-Policy"].ShouldBe("same-origin");
        answer.Headers.ShouldNotContainKey("Server");
    }
}
