using System.Net;
using System.Text;
using Microsoft.IdentityModel.Tokens;
using Shouldly;
using Xunit;

namespace Switchhook.Scenarios;

public class A_token_of_a_Supabase_project(SupabaseFixture site) : IClassFixture<SupabaseFixture>
{
    readonly string subject = Guid.NewGuid().ToString(),
        email = $"person-{Guid.NewGuid():N}@example.com";

    [Fact]
    public async Task signed_with_the_legacy_secret_opens()
    {
        using var machine = new ApiClient(site, SupabaseFixture.Token(subject, email));
        var agent = await machine.LiveAgentAsync();
        agent.GetProperty("phone_number").GetString()!.ShouldStartWith("+1");
    }

    [Fact]
    public async Task of_somebody_anonymous_opens_nothing()
    {
        using var machine = new ApiClient(site, SupabaseFixture.Token(subject, ""));
        (await machine.GetAsync("/api/agents")).ShouldBe(HttpStatusCode.Forbidden, "no-account");
    }

    [Fact]
    public async Task for_another_audience_or_with_another_secret_opens_nothing()
    {
        using var anon = new ApiClient(site, SupabaseFixture.Token(subject, email, x => x.Audience = "anon"));
        (await anon.GetAsync("/api/agents")).ShouldBe(HttpStatusCode.Unauthorized, "unauthenticated");
        using var forged = new ApiClient(
            site,
            SupabaseFixture.Token(
                subject,
                email,
                x => x.SigningCredentials = new(new SymmetricSecurityKey(Encoding.UTF8.GetBytes(new string('x', 40))), "HS256")
            )
        );
        (await forged.GetAsync("/api/agents")).ShouldBe(HttpStatusCode.Unauthorized, "unauthenticated");
        using var unsigned = new ApiClient(site, SupabaseFixture.Token(subject, email, x => x.SigningCredentials = null));
        (await unsigned.GetAsync("/api/agents")).ShouldBe(HttpStatusCode.Unauthorized, "unauthenticated");
    }

    [
        Theory,
        InlineData("https://app.example.com", true),
        InlineData("https://staging.example.com", true),
        InlineData("https://evil.example.com", false),
        InlineData("null", false)
    ]
    public async Task is_sent_by_front_ends_of_the_configured_origins_alone(string origin, bool isLetIn)
    {
        using var browser = new ApiClient(site, SupabaseFixture.Token(subject, email));
        var asked = await browser.SendAsync(
            HttpMethod.Options,
            "/api/agents",
            null,
            ("Origin", origin),
            ("Access-Control-Request-Method", "POST"),
            ("Access-Control-Request-Headers", "authorization,content-type,idempotency-key")
        );
        asked.Headers.GetValueOrDefault("Access-Control-Allow-Origin").ShouldBe(isLetIn ? origin : null);
        asked.Headers.ShouldNotContainKey("Access-Control-Allow-Credentials");
        var answer = await browser.GetAsync("/api/agents", ("Origin", origin));
        answer.Headers.GetValueOrDefault("Access-Control-Allow-Origin").ShouldBe(isLetIn ? origin : null);
        if (isLetIn)
            answer.Headers["Access-Control-Expose-Headers"].ShouldContain("ETag");
        (await browser.GetAsync("/agent", ("Origin", origin))).Headers.ShouldNotContainKey("Access-Control-Allow-Origin");
    }
}
