using System.Net;
using Shouldly;
using Xunit;

namespace Switchhook.Scenarios;

public class An_issuer_that_does_not_answer(OidcFixture site) : IClassFixture<OidcFixture>
{
    [Fact]
    public async Task is_no_fault_of_whoever_brings_its_token_and_is_asked_again()
    {
        site.Issuer.IsAway = true;
        using var machine = new ApiClient(
            site,
            site.Issuer.Token(Guid.NewGuid().ToString(), $"person-{Guid.NewGuid():N}@example.com", true)
        );
        (await machine.GetAsync("/api/agents"))
            .ShouldBe(HttpStatusCode.ServiceUnavailable, "unavailable")
            .Headers.ShouldContainKey("Retry-After");
        site.Issuer.IsAway = false;
        await AppFixture.Eventually(
            async () => (await machine.GetAsync("/api/agents")).Status == HttpStatusCode.OK,
            "the issuer is asked again"
        );
        site.Issuer.IsAway = true;
        (await machine.GetAsync("/api/agents")).ShouldBe(HttpStatusCode.OK);
    }
}
