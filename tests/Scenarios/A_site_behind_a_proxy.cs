using System.Net;
using Microsoft.AspNetCore.Hosting;
using Shouldly;
using Switchhook.App.Hosting;
using Switchhook.BuildingBlocks;
using Xunit;

namespace Switchhook.Scenarios;

public class A_site_behind_a_proxy(ReverseProxyFixture site, AppFixture plain) : IClassFixture<ReverseProxyFixture>
{
    [Fact]
    public async Task takes_the_proxys_word_for_where_a_request_came_from()
    {
        using var owner = await site.OwnerAsync();
        var key = await owner.KeyAsync();
        using var proxy = new ApiClient(site, key);
        await GiveUpOnAsync(proxy, _ => "203.0.113.9");
        (await proxy.GetAsync("/api/agents", ("X-Forwarded-For", "203.0.113.9"))).ShouldBe(HttpStatusCode.TooManyRequests);
        (await proxy.GetAsync("/api/agents", ("X-Forwarded-For", "203.0.113.10"))).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task believes_nobody_where_none_is_named()
    {
        using var stranger = new ApiClient(plain);
        await GiveUpOnAsync(stranger, i => $"203.0.113.{i}");
    }

    /// <summary>Within one minute of the clock; where the minute turns meanwhile, the next try is.</summary>
    static Task GiveUpOnAsync(ApiClient machine, Func<int, string> from) =>
        AppFixture.Eventually(
            async () =>
            {
                var statuses = new List<HttpStatusCode>();
                for (var i = 0; i < WrongKeysPerMinute + 1; i++)
                    statuses.Add(
                        (
                            await machine.GetAsync(
                                "/api/agents",
                                ("Authorization", $"Bearer swh_{Guid.NewGuid():N}12345678901"),
                                ("X-Forwarded-For", from(i))
                            )
                        ).Status
                    );
                return statuses[^1] == HttpStatusCode.TooManyRequests;
            },
            "the address is given up on"
        );

    static int WrongKeysPerMinute => Switchhook.Admin.RateLimiting.SignInLimits.OfApiKeys.Burst;

    [Fact]
    public void must_name_addresses_or_networks()
    {
        TrustedProxies.Read("10.0.0.5, 172.16.0.0/12 ::1").Select(x => x.ToString()).ShouldBe(["10.0.0.5/32", "172.16.0.0/12", "::1/128"]);
        Should.Throw<StartupFailure>(() => TrustedProxies.Read("proxy.internal")).Message.ShouldContain("no address and no network");
    }
}

/// <summary>Every address that scenarios come from is a proxy's.</summary>
public sealed class ReverseProxyFixture : AppFixture
{
    protected override void Arrange(IWebHostBuilder web) => web.UseSetting(TrustedProxies.Setting, "10.0.0.0/8");
}
