using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Shouldly;
using Switchhook.Calls.TestCalls;
using Xunit;

namespace Switchhook.Scenarios;

public class Testing_a_call(AppFixture site)
{
    [Fact]
    public async Task opens_a_web_call_that_comes_in_by_itself()
    {
        using var owner = await site.OwnerWithAgentAsync();
        var page = await owner.GetAsync("/test-call");
        page.Words.ShouldContain("no sound leaves this browser");
        var home = await owner.SubmitAsync(page, "#web-call form");
        var call = Regex.Match(home.Path, @"playing=(call_\w+)").Groups[1].Value;
        await AppFixture.Eventually(
            async () =>
                (await owner.GetAsync($"/calls/{call}")) is { Status: HttpStatusCode.OK } seen
                && seen.Words.Contains("From the browser", StringComparison.Ordinal),
            "the call is in the list"
        );
    }

    [Fact]
    public async Task gives_the_browser_what_it_needs_to_join_and_keeps_it_nowhere()
    {
        using var owner = await site.OwnerWithAgentAsync();
        var token = (await owner.GetAsync("/test-call")).Find("meta[name=request-token]").GetAttribute("content")!;
        var request = new HttpRequestMessage(HttpMethod.Post, "/test-call?handler=Join");
        request.Headers.Add("RequestVerificationToken", token);
        var answer = await owner.SendAsync(request);
        answer.Status.ShouldBe(HttpStatusCode.OK);
        answer.Headers["Cache-Control"].ShouldBe("no-store");
        using var json = JsonDocument.Parse(answer.Text);
        json.RootElement.EnumerateObject().Select(x => x.Name).ShouldBe(["callId", "accessToken"]);
        var access = json.RootElement.GetProperty("accessToken").GetString()!;
        access.Length.ShouldBeGreaterThan(20);
        site.Log.All.ShouldAllBe(x => !x.Contains(access, StringComparison.Ordinal));
        (await owner.SendAsync(new HttpRequestMessage(HttpMethod.Post, "/test-call?handler=Join"))).Status.ShouldBe(
            HttpStatusCode.BadRequest
        );
    }

    [Fact]
    public async Task is_possible_so_often_an_hour_though_many_are_asked_for_at_once()
    {
        using var owner = await site.OwnerWithAgentAsync();
        var token = (await owner.GetAsync("/test-call")).Find("meta[name=request-token]").GetAttribute("content")!;
        async Task<Answer> JoinAsync()
        {
            var request = new HttpRequestMessage(HttpMethod.Post, "/test-call?handler=Join");
            request.Headers.Add("RequestVerificationToken", token);
            request.Headers.Add("HX-Request", "true");
            return await owner.SendAsync(request);
        }
        for (var i = 0; i < TestCallHistory.PerHour - 2; i++)
            (await JoinAsync()).Status.ShouldBe(HttpStatusCode.OK);
        var last = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => JoinAsync()));
        last.Count(x => x.Status == HttpStatusCode.OK).ShouldBeInRange(1, 2);
        var refused = await JoinAsync();
        for (var i = 0; refused.Status == HttpStatusCode.OK && i < 2; i++)
            refused = await JoinAsync();
        refused.Status.ShouldBe(HttpStatusCode.TooManyRequests);
        refused.Words.ShouldContain("10 test calls an hour are possible, since each costs money.");
        refused.Headers.ShouldContainKey("Retry-After");
        using var other = await site.OwnerWithAgentAsync();
        (await other.SubmitAsync(await other.GetAsync("/test-call"), "#web-call form")).Path.ShouldContain("playing=");
    }

    [Theory]
    [InlineData(
        410,
        "Calls from the browser are no longer available: Retell has ended them. Call the agent’s number from any phone instead."
    )]
    [InlineData(
        404,
        "Calls from the browser are no longer available: Retell has ended them. Call the agent’s number from any phone instead."
    )]
    [InlineData(422, "Retell does not know this agent.")]
    [InlineData(500, "Retell did not open the call just now.")]
    public async Task says_what_to_do_when_retell_opens_no_call(int status, string sentence)
    {
        using var owner = await site.OwnerWithAgentAsync();
        var agent = (await site.AgentOfAsync(owner)).RetellAgentId;
        await new RetellDashboard(site).FailAsync(
            new
            {
                match = "POST /v2/create-web-call",
                contains = agent,
                fault = "refuse",
                status,
                message = "Gone",
                times = 0,
            }
        );
        var page = await owner.SubmitAsync(await owner.GetAsync("/test-call"), "#web-call form");
        page.Words.ShouldContain(sentence);
    }

    [Fact]
    public async Task that_works_settles_what_one_that_did_not_told_the_operator()
    {
        using var owner = await site.OwnerWithAgentAsync();
        var agent = (await site.AgentOfAsync(owner)).RetellAgentId;
        await new RetellDashboard(site).FailAsync(
            new
            {
                match = "POST /v2/create-web-call",
                contains = agent,
                fault = "refuse",
                status = 410,
                message = "Gone",
                times = 1,
            }
        );
        (await owner.SubmitAsync(await owner.GetAsync("/test-call"), "#web-call form")).Words.ShouldContain("Retell has ended them");
        site.Log.All.ShouldContain(x => x.Contains("Retell has ended the endpoint for calls from the browser", StringComparison.Ordinal));
        (await owner.SubmitAsync(await owner.GetAsync("/test-call"), "#web-call form")).Path.ShouldContain("playing=");
        (await owner.GetAsync("/health/ready")).Text.ShouldNotContain("Retell has ended the endpoint");
    }

    [Fact]
    public async Task asked_for_many_times_at_once_is_possible_or_too_soon_and_never_a_fault()
    {
        using var owner = await site.OwnerWithAgentAsync();
        var token = (await owner.GetAsync("/test-call")).Find("meta[name=request-token]").GetAttribute("content")!;
        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, TestCallHistory.PerHour + 6)
                .Select(async _ =>
                {
                    var request = new HttpRequestMessage(HttpMethod.Post, "/test-call?handler=Join");
                    request.Headers.Add("RequestVerificationToken", token);
                    request.Headers.Add("HX-Request", "true");
                    return (await owner.SendAsync(request)).Status;
                })
        );
        answers.Count(x => x is HttpStatusCode.OK).ShouldBe(TestCallHistory.PerHour);
        answers.Count(x => x is HttpStatusCode.TooManyRequests).ShouldBe(6);
    }

    [Fact]
    public async Task asks_for_an_agent_first()
    {
        using var owner = await site.OwnerAsync();
        var page = await owner.GetAsync("/test-call");
        page.Words.ShouldContain("Nobody to call yet");
        page.Document.QuerySelector("#web-call").ShouldBeNull();
    }

    [Fact]
    public async Task lets_the_page_go_nowhere_while_there_is_no_real_retell()
    {
        using var owner = await site.OwnerAsync();
        var policy = (await owner.GetAsync("/test-call")).Headers["Content-Security-Policy"];
        policy.ShouldContain("connect-src 'self'");
        policy.ShouldNotContain("livekit");
    }
}
