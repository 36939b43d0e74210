using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Shouldly;
using Switchhook.Published;
using Switchhook.Scenarios;
using Switchhook.Shipped;
using Xunit;

[assembly: AssemblyFixture(typeof(Build))]

namespace Switchhook.Shipped;

/// <summary>Made once for all tests of it.</summary>
public sealed class Build : IAsyncLifetime
{
    public async ValueTask InitializeAsync() => await PublishedBuild.MakeAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

/// <summary>The published build, running in Production.</summary>
public sealed class Running : IAsyncLifetime
{
    readonly string data = PublishedSite.NewDataFolder();

    public PublishedSite Site { get; private set; } = null!;

    public async ValueTask InitializeAsync() =>
        Site = await PublishedSite.StartAsync(data, ("Logging__LogLevel__Wolverine", "Information"));

    public async ValueTask DisposeAsync()
    {
        if (Site is not null)
            await Site.DisposeAsync();
        await PublishedSite.ClearAsync(data);
    }
}

public class The_published_build(Running running) : IClassFixture<Running>
{
    PublishedSite Site => running.Site;

    [Fact]
    public void holds_no_compiler() =>
        Directory.EnumerateFiles(PublishedBuild.Folder, "*CodeAnalysis*", SearchOption.AllDirectories).ShouldBeEmpty();

    [Fact]
    public void runs_the_code_that_was_written_before()
    {
        Site.Said.ShouldContain("code generation mode is Static");
        Site.Said.ShouldContain("Using pre-generated Wolverine HandlerRegistry");
    }

    [Fact]
    public async Task runs_the_main_flow_and_logs_nothing_that_was_said_in_it()
    {
        using var owner = Site.Visitor();
        await owner.SignInAsync();
        await owner.CreateAgentAsync();
        var (call, _) = await owner.TakeCallAsync();
        (await owner.GetAsync(call + "/recording")).Headers["Content-Type"].ShouldStartWith("audio/");

        var log = Site.Said;
        foreach (
            var line in (await owner.GetAsync(call))
                .Document.QuerySelectorAll(".turns li p")
                .Select(x => x.TextContent.Trim())
                .Where(x => x.Length > 20)
        )
            log.ShouldNotContain(line);
        foreach (var known in (string[])[PublishedSite.AdminEmail, PublishedSite.AdminPassword, BrowserSteps.AgentName, "+1415", "+1 415"])
            log.ShouldNotContain(known);
    }

    [Fact]
    public void logs_json_that_says_when() =>
        JsonDocument
            .Parse(Site.Said.Split('\n').First(x => x.StartsWith('{')))
            .RootElement.GetProperty("Timestamp")
            .GetDateTimeOffset()
            .ShouldBeGreaterThan(DateTimeOffset.UtcNow.AddMinutes(-10));

    [Fact]
    public async Task takes_a_signed_webhook_turns_a_forged_one_away_and_counts_both()
    {
        (
            await DeliverAsync(
                """{"event":"call_started","call":{"call_id":"call_of_nobody","call_type":"web_call","agent_id":"agent_of_nobody"}}""",
                PublishedSite.SandboxKey
            )
        ).ShouldBe(HttpStatusCode.NoContent);
        (await DeliverAsync("{}", "another key")).ShouldBe(HttpStatusCode.Unauthorized);

        var text = await FiguresWithAsync("""verdict="bad_signature"} 1""");
        text.ShouldMatch("""switchhook_webhooks_deliveries_total\{[^}]*verdict="accepted"\} [1-9]""");
        text.ShouldMatch("""switchhook_webhooks_deliveries_total\{[^}]*verdict="bad_signature"\} 1\n""");
    }

    [Fact]
    public async Task tells_how_the_webhook_fares_and_of_nobody()
    {
        var figures = await FiguresWithAsync("switchhook_webhooks_queue_age");
        foreach (
            var name in (string[])
                [
                    "switchhook_webhooks_queue_age",
                    "switchhook_webhooks_failure_rate",
                    "switchhook_webhooks_queue_depth",
                    "switchhook_webhooks_looks_failing",
                ]
        )
            figures.ShouldContain(name);
        foreach (var known in (string[])[PublishedSite.AdminEmail, BrowserSteps.AgentName, "+1415"])
            figures.ShouldNotContain(known);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer guessed")]
    public async Task keeps_its_metrics_from_who_does_not_bear_the_token(string? authorization) =>
        (await ScrapeAsync(authorization)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

    [Fact]
    public async Task weighs_less_than_60_kB_at_home_signed_out_and_in()
    {
        var scales = new ResponseSizeMeter();
        using var visitor = new BrowserSession(scales, Site.Address);
        (await scales.WeighAsync(visitor, "/"))!.WithoutFont.ShouldBeLessThan(60_000);
        await visitor.SignInAsync();
        (await scales.WeighAsync(visitor, "/"))!.WithoutFont.ShouldBeLessThan(60_000);
    }

    [Fact]
    public async Task keeps_what_its_pages_load_for_good()
    {
        using var visitor = Site.Visitor();
        var style = (await visitor.GetAsync("/")).Find("link[rel=stylesheet]").GetAttribute("href")!;
        (await visitor.GetAsync(style)).Headers["Cache-Control"].ShouldContain("immutable");
    }

    async Task<HttpStatusCode> DeliverAsync(string body, string key)
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        var digest = HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(body + now));
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, Site.Address + "/api/retell/webhook")
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("X-Retell-Signature", $"v={now},d={Convert.ToHexStringLower(digest)}");
        return (await http.SendAsync(request)).StatusCode;
    }

    /// <summary>For a moment, what was gathered for the last reader is told again.</summary>
    async Task<string> FiguresWithAsync(string awaited)
    {
        var (figures, patience) = ("", Stopwatch.StartNew());
        for (; !figures.Contains(awaited, StringComparison.Ordinal) && patience.Elapsed < TimeSpan.FromMinutes(1); await Task.Delay(100))
            figures = await (await ScrapeAsync("Bearer " + PublishedSite.MetricsToken))
                .EnsureSuccessStatusCode()
                .Content.ReadAsStringAsync();
        return figures;
    }

    async Task<HttpResponseMessage> ScrapeAsync(string? authorization)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, Site.Address + "/metrics");
        if (authorization is not null)
            request.Headers.Add("Authorization", authorization);
        return await http.SendAsync(request);
    }
}
