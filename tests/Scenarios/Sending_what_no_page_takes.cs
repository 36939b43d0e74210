using System.Text;
using Shouldly;
using Xunit;

namespace Switchhook.Scenarios;

public class Sending_what_no_page_takes(AppFixture site, TwoOwnersFixture them) : IClassFixture<TwoOwnersFixture>
{
    const string Whole = "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nv\r\n--x--\r\n";

    public static TheoryData<string, string> NoForms { get; } =
        new()
        {
            { "multipart/form-data", "x" },
            { "multipart/form-data; boundary=", "x" },
            { $"multipart/form-data; boundary={new string('b', 200)}", "x" },
            { "multipart/form-data; boundary=x", Whole[..^8] },
            {
                "multipart/form-data; boundary=x",
                "--x\r\n" + string.Concat(Enumerable.Range(0, 200).Select(i => $"H{i}: v\r\n")) + "\r\nv\r\n--x--\r\n"
            },
            { "multipart/form-data; boundary=x", $"--x\r\nH: {new string('h', 50_000)}\r\n\r\nv\r\n--x--\r\n" },
            {
                "multipart/form-data; boundary=x",
                Whole.Replace("name=\"a\"", "name=\"a\"\r\nContent-Type: text/plain; charset=utf-7", StringComparison.Ordinal)
            },
            { "application/x-www-form-urlencoded; charset=utf-7", "a=b" },
        };

    [Theory, MemberData(nameof(NoForms))]
    public async Task is_the_sender_s_fault_when_it_is_no_form(string type, string body)
    {
        using var stranger = site.Anonymous();
        foreach (
            var address in new[] { "/sign-in", "/sign-up", "/forgot-password", "/confirm", "/reset-password", "/sign-in/passkey-options" }
        )
        {
            var content = new ByteArrayContent(Encoding.ASCII.GetBytes(body));
            content.Headers.TryAddWithoutValidation("Content-Type", type);
            var answer = await stranger.SendAsync(new HttpRequestMessage(HttpMethod.Post, address) { Content = content });
            ((int)answer.Status).ShouldBeInRange(400, 499, $"{address}: {type}");
        }
    }

    /// <summary>Every page, by methods that it does not take and for a handler that it does not have.</summary>
    [Fact]
    public async Task is_turned_away_where_a_page_has_nothing_for_it()
    {
        foreach (
            var access in EndpointAccessMatrix.All.Where(x =>
                x is { Method: "GET", Handler: null, For: Audience.Anyone or Audience.Oneself or Audience.Owner }
                && !x.Route.StartsWith("/api", StringComparison.Ordinal)
            )
        )
        {
            var address = access.Address(them);
            var unknown = await them.Ana.ForgeAsync(HttpMethod.Post, address + (address.Contains('?') ? "&" : "?") + "handler=Nope");
            ((int)unknown.Status).ShouldBeInRange(400, 499, $"POST {address} for no handler");
            foreach (var method in new[] { HttpMethod.Put, HttpMethod.Delete, HttpMethod.Trace })
                ((int)(await them.Ana.ForgeAsync(method, address)).Status).ShouldBeInRange(400, 499, $"{method} {address}");
        }
    }

    [Fact]
    public async Task leads_to_this_site_whatever_host_the_request_names()
    {
        using var stranger = site.Anonymous();
        var request = new HttpRequestMessage(HttpMethod.Get, "/account") { Headers = { Host = "evil.example.com" } };
        (await stranger.SendAsync(request)).Location!.ToString().ShouldBe("/sign-in?returnUrl=%2Faccount");
    }
}
