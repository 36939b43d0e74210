using System.Net;
using System.Security.Cryptography;
using System.Text;
using Alba;
using Shouldly;
using Xunit;

namespace Switchhook.Scenarios;

public class Receiving_a_webhook(House house)
{
    [Fact]
    public async Task refuses_a_body_that_was_altered_after_signing() =>
        await PostAsync("""{"event":"call_started"}""", HttpStatusCode.Unauthorized, alteration: " ");

    [Fact]
    public async Task refuses_what_is_not_signed() => await house.Host.Scenario(x =>
    {
        x.Post.Text("{}").ToUrl("/api/retell/webhook");
        x.StatusCodeShouldBe(HttpStatusCode.Unauthorized);
    });

    [Fact]
    public async Task keeps_what_is_signed_even_when_it_is_no_json() => await PostAsync("{not json", HttpStatusCode.NoContent);

    [Fact]
    public async Task keeps_a_call_of_an_agent_that_nobody_has() =>
        await PostAsync("""{"event":"call_started","call":{"call_id":"call_of_nobody","call_type":"web_call","agent_id":"agent_of_nobody"}}""", HttpStatusCode.NoContent);

    [Fact]
    public async Task keeps_an_event_that_nobody_knows() =>
        await PostAsync("""{"event":"call_pondered","call":{"call_id":"call_x","agent_id":"agent_x"}}""", HttpStatusCode.NoContent);

    async Task PostAsync(string body, HttpStatusCode expected, string alteration = "")
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        var digest = HMACSHA256.HashData(Encoding.UTF8.GetBytes(house.Get<Contracts.RetellSettings>().WebhookKey), Encoding.UTF8.GetBytes(body + now));
        await house.Host.Scenario(x =>
        {
            x.WithRequestHeader("X-Retell-Signature", $"v={now},d={Convert.ToHexStringLower(digest)}");
            x.Post.Text(body + alteration).ToUrl("/api/retell/webhook");
            x.StatusCodeShouldBe(expected);
        });
    }
}
