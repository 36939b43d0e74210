using Shouldly;
using Switchhook.Published;
using Switchhook.Scenarios;
using Xunit;

namespace Switchhook.Shipped;

public sealed class Every_route : IAsyncDisposable
{
    readonly string data = PublishedSite.NewDataFolder();

    public async ValueTask DisposeAsync() => await PublishedSite.ClearAsync(data);

    [Fact]
    public async Task is_answered_to_its_end_over_Kestrel_in_Production()
    {
        await using var site = await PublishedSite.StartAsync(data);
        var walk = new RouteWalk(site, site.Visitor);
        await walk.RunAsync();
        walk.ShouldHaveFoundNothing();
        walk.Asked.ShouldBeGreaterThan(2 * EndpointAccessMatrix.All.Count - 10);
    }

    [Fact]
    public async Task is_answered_to_its_end_behind_nginx_with_TLS()
    {
        Assert.SkipUnless(
            await Nginx.IsHereAsync(),
            "nginx and openssl are needed, and could not be installed from the distribution's packages"
        );
        await using var nginx = await Nginx.PrepareAsync();
        await using var site = await PublishedSite.StartAsync(
            data,
            ("ASPNETCORE_URLS", nginx.Upstream),
            ("PUBLIC_URL", nginx.Address),
            ("Proxies__Trusted", "127.0.0.1"),
            // The sandbox posts its webhooks to PUBLIC_URL, as Retell would: through nginx, whose certificate is to be believed.
            ("SSL_CERT_FILE", nginx.Certificate)
        );
        await nginx.StartAsync();
        var walk = new RouteWalk(site, nginx.Visitor);
        await walk.RunAsync();
        walk.ShouldHaveFoundNothing();

        using var page = nginx.Visitor();
        await page.SignInAsync();
        page.CookieHeader.ShouldContain("__Host-switchhook=");
        using var live = await page.ListenAsync("/live");
        (await live.NextAsync()).ShouldBe("open");
    }

    [Fact]
    public async Task says_so_when_the_proxy_is_not_trusted()
    {
        await using var site = await PublishedSite.StartAsync(data, UntrustedSettings);
        using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        foreach (var path in (string[])["/sign-in", "/sign-up", "/"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, site.Address + path)
            {
                Headers = { { "X-Forwarded-Proto", "https" } },
            };
            using var answer = await browser.SendAsync(request);
            ((int)answer.StatusCode, path).ShouldBe((400, path));
            (await answer.Content.ReadAsStringAsync()).ShouldContain("it does not trust the proxy that this request came through");
        }
        (await browser.GetStringAsync(site.Address + "/health/ready")).ShouldContain(
            "Pages do not work through the proxy at 127.0.0.1: set Proxies__Trusted to its address."
        );
        site.Said.Split('\n').Count(x => x.Contains("whose X-Forwarded-Proto is not trusted", StringComparison.Ordinal)).ShouldBe(1);
        // What is signed needs no TLS that we can see.
        using var webhook = await browser.PostAsync(site.Address + "/api/retell/webhook", new StringContent("{}"));
        ((int)webhook.StatusCode).ShouldBe(401);
    }

    static (string, string)[] UntrustedSettings =>
        [
            ("PUBLIC_URL", "https://calls.example.com"),
            ("Retell__ApiKey", "key_of_nobody_at_all"),
            ("Retell__BaseUrl", "http://127.0.0.1:9"),
            ("Sandbox__Enabled", "false"),
        ];
}
