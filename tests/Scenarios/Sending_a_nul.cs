using System.Net;
using System.Net.Http.Json;
using Shouldly;
using Xunit;

namespace Switchhook.Scenarios;

public class Sending_a_nul(AppFixture site, TwoOwnersFixture them) : IClassFixture<TwoOwnersFixture>
{
    [Fact]
    public async Task in_an_address_is_400_on_every_page_and_endpoint()
    {
        foreach (var access in EndpointAccessMatrix.All.Where(x => x.Method == "GET"))
        {
            var address = access.Address(them);
            var answer = await them.Ana.SendAsync(
                new HttpRequestMessage(HttpMethod.Get, address + (address.Contains('?') ? "&" : "?") + "status=%00&q=a%00b")
            );
            answer.Status.ShouldBe(HttpStatusCode.BadRequest, access.Name);
        }
    }

    [Theory, InlineData("/calls?sentiment=%00"), InlineData("/leads?%00=1")]
    public async Task is_answered_with_a_page(string address)
    {
        var answer = await them.Ana.SendAsync(new HttpRequestMessage(HttpMethod.Get, address));
        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.Document.QuerySelector("main h1").ShouldNotBeNull();
    }

    [
        Theory,
        InlineData("/sign-in", "Email"),
        InlineData("/sign-in", "Password"),
        InlineData("/sign-up", "Email"),
        InlineData("/forgot-password", "Email"),
        InlineData("/sign-in", "n\0ame")
    ]
    public async Task in_a_form_is_400(string page, string field)
    {
        using var stranger = site.Anonymous();
        var form = await stranger.GetAsync(page);
        (
            await stranger.SubmitOnlyAsync(form, "main form", ("Email", stranger.Email), ("Password", "x"), (field, "ana\0@example.com"))
        ).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task in_a_form_of_the_signed_in_is_400()
    {
        foreach (var (handler, field) in new[] { ("Zone", "Zone"), ("Password", "Old"), ("RenamePasskey", "Name") })
            (await them.Ana.ForgeAsync(HttpMethod.Post, $"/account?handler={handler}", (field, "a\0b"))).Status.ShouldBe(
                HttpStatusCode.BadRequest
            );
    }

    [Fact]
    public async Task in_the_form_of_a_script_is_400()
    {
        foreach (var address in new[] { "/sign-in/passkey-options", "/account/passkeys/options" })
            (await them.Ana.ForgeAsync(HttpMethod.Post, address, ("x", "a\0b"))).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task in_json_is_a_problem_of_the_sender()
    {
        using var machine = await site.ApiClientAsync();
        foreach (var field in new[] { "name", "description", "area_code", "voice_id" })
        {
            var body = new Dictionary<string, string>
            {
                ["name"] = "Reyes",
                ["description"] = "Answer calls for Reyes Dental.",
                ["provider_type"] = "retell",
                ["area_code"] = "415",
                ["voice_id"] = "retell-Cimo",
            };
            body[field] = "41\0";
            ((int)(await machine.SendAsync(HttpMethod.Post, "/api/agents", JsonContent.Create(body))).Status).ShouldBeInRange(
                400,
                499,
                field
            );
        }
        (await machine.GetAsync("/api/agents?after=%00")).ShouldBe(HttpStatusCode.BadRequest, "malformed");
    }
}
