using System.Net.Http.Headers;
using System.Security.Claims;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using Alba;
using JasperFx.CommandLine;
using Marten;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Shouldly;
using Switchhook.Contracts;
using Switchhook.Leads;
using Wolverine;
using Xunit;

namespace Switchhook.Scenarios;

public sealed class Trial : IAsyncLifetime
{
    sealed class Header(IOptionsMonitor<AuthenticationSchemeOptions> o, ILoggerFactory l, UrlEncoder e) : AuthenticationHandler<AuthenticationSchemeOptions>(o, l, e)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(Request.Headers["X-Tenant"] is [{ } t]
            ? AuthenticateResult.Success(new(new ClaimsPrincipal(new ClaimsIdentity([new("tenant", t), new(ClaimTypes.NameIdentifier, t)], "Trial")), "Trial"))
            : AuthenticateResult.NoResult());
    }

    IAlbaHost host = null!;
    readonly string ana = Guid.NewGuid().ToString(), bob = Guid.NewGuid().ToString();

    public async ValueTask InitializeAsync()
    {
        JasperFxEnvironment.AutoStartHost = true;
        Environment.SetEnvironmentVariable("ConnectionStrings__Postgres", "Host=127.0.0.1;Port=5499;Username=switchhook;Password=x;Database=leads");
        Environment.SetEnvironmentVariable("Postgres__RolePrefix", "leads");
        Environment.SetEnvironmentVariable("Logging__LogLevel__Default", "Warning");
        host = await AlbaHost.For<Switchhook.App.Program>(b => b.ConfigureServices(s =>
            s.AddAuthentication("Trial").AddScheme<AuthenticationSchemeOptions, Header>("Trial", null)));
    }

    public async ValueTask DisposeAsync() => await host.DisposeAsync();

    Task Tell(string tenant, CallUnderstood call) => host.Services.CreateScope().ServiceProvider.GetRequiredService<IMessageBus>().InvokeForTenantAsync(tenant, call);

    HttpClient As(string tenant)
    {
        var client = host.Server.CreateClient();
        client.DefaultRequestHeaders.Add("X-Tenant", tenant);
        return client;
    }

    static CallUnderstood Call(string id, string? number, DateTimeOffset? at = null, params (string, string)[] more) => new(id, number, at ?? DateTimeOffset.UtcNow, "Wants a <b>cleaning</b>.", "Positive",
        new Dictionary<string, string>(more.Select(x => KeyValuePair.Create(x.Item1, x.Item2))) { ["is_lead"] = "true", ["caller_name"] = "Priya Nair", ["lead_intent"] = "book_appointment" }, true);

    IQuerySession Read(string tenant) => host.Services.GetRequiredKeyedService<IDocumentStore>("web").QuerySession(tenant);

    [Fact]
    public async Task works()
    {
        var at = DateTimeOffset.UtcNow.AddHours(-3);
        await Tell(ana, Call("call_1", "+14155550142", at));
        await Tell(ana, Call("call_1", "+14155550142", at));
        await Tell(ana, Call("call_2", "+14155550142", at.AddHours(1)));
        await Tell(ana, Call("call_2", "+14155550142", at.AddHours(1)));
        await Tell(ana, Call("call_3", "anonymous", at.AddHours(2), ("caller_email", "p@example.com")));
        await using (var s = Read(ana))
        {
            var rows = await s.Query<LeadList>().ToListAsync();
            rows.Count.ShouldBe(2);
            rows.Single(x => x.Number is not null).Version.ShouldBe(2);
            rows.Single(x => x.Number is not null).Returning.ShouldBeTrue();
            (await LeadFigures.ReadAsync(s)).NeedsAttention.ShouldBe(2);
            (await LeadFigures.ReadAsync(s)).OldestSince!.Value.ShouldBe(at, TimeSpan.FromSeconds(1));
        }

        // many at once of one new number
        await Task.WhenAll(Enumerable.Range(10, 12).Select(i => Tell(bob, Call($"call_{i}", "+14155550199", at.AddMinutes(i)))));
        await using (var s = Read(bob))
        {
            var rows = await s.Query<LeadList>().ToListAsync();
            rows.Count.ShouldBe(1);
            rows[0].Version.ShouldBe(12);
            (await s.Query<LeadOfCall>().CountAsync()).ShouldBe(12);
        }
        // and of one call
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Tell(bob, Call("call_50", "+14155550150"))));
        await using (var s = Read(bob)) (await s.Query<LeadList>().CountAsync()).ShouldBe(2);

        var client = As(ana);
        var html = await client.GetStringAsync("/leads");
        await File.WriteAllTextAsync("/tmp/leads-inbox.html", html);
        html.ShouldContain("Oldest waits 3 h");
        html.ShouldNotContain("<b>cleaning");
        html.ShouldNotContain("asp-");
        var id = Lead.IdFor("call_1");
        html.ShouldContain($"lead-{id}");
        (await client.GetStringAsync("/leads?handler=Inbox&view=all&status=New")).ShouldStartWith("<section id=\"inbox\" hx-get=\"/leads?view=all&amp;status=New&amp;handler=Inbox\"");
        (await client.GetStringAsync("/leads/of-call/call_2")).ShouldContain("Priya Nair");
        (await client.GetStringAsync("/leads/of-call/nope")).ShouldBe("");
        (await As(bob).GetStringAsync("/leads/of-call/call_1")).ShouldBe("");
        (await As(bob).GetAsync($"/leads/{id}")).StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound);
        (await host.Server.CreateClient().GetAsync("/leads")).StatusCode.ShouldBe(System.Net.HttpStatusCode.Unauthorized);

        var page = await Post(client, $"/leads/{id}?handler=Done", "/leads", ("version", "2"), ("outcome", "Scheduled"), ("note", "Tuesday"), ("back", "/leads?view=all"));
        page.Location.ShouldBe($"/leads?view=all&settled={id}");
        var after = await client.GetStringAsync(page.Location);
        after.ShouldContain("<b>Scheduled</b>");
        after.ShouldContain("Undo");
        var watch = System.Diagnostics.Stopwatch.StartNew();
        (await Post(client, $"/leads/{id}?handler=Status", "/leads", ("version", "2"), ("status", "Spam"), ("back", "/leads"))).Location.ShouldBe("/leads?late=true");
        Console.WriteLine($"stale: {watch.ElapsedMilliseconds} ms");
        (await Post(client, $"/leads/{id}?handler=Reopen", "/leads", ("version", "3"), ("back", "https://elsewhere.example"))).Location.ShouldBe($"/leads/{id}?settled={id}");
        (await Post(client, $"/leads/{id}?handler=Note", "/leads", ("text", "Has two children"))).Location.ShouldBe($"/leads/{id}");
        (await Post(client, $"/leads/{id}?handler=Note", "/leads", ("text", " "))).Status.ShouldBe(422);
        (await Post(As(bob), $"/leads/{id}?handler=Note", "/leads", ("text", "mine"))).Status.ShouldBe(404);
        var lead = await client.GetStringAsync($"/leads/{id}");
        await File.WriteAllTextAsync("/tmp/leads-lead.html", lead);
        lead.ShouldContain("Has two children");
        lead.ShouldContain("Reopened");
        (await client.GetStringAsync($"/leads/{id}?handler=Lead")).ShouldStartWith("<div id=\"lead\"");

        // paging
        foreach (var i in Enumerable.Range(0, 60)) await Tell(ana, Call($"page_{i}", $"+1415555{1000 + i}", at.AddSeconds(-i), ("urgency", i % 7 == 0 ? "high" : "low")));
        foreach (var view in (string[])["", "?view=all"])
        {
            var seen = new List<string>();
            string? next = "/leads" + view, last = null;
            var pages = 0;
            while (next is not null)
            {
                html = await client.GetStringAsync(next);
                seen.AddRange(Regex.Matches(html, "<tr id=\"lead-([^\"]+)\"").Select(x => x.Groups[1].Value));
                last = html;
                next = Regex.Match(html, "rel=\"next\" href=\"([^\"]+)\"") is { Success: true } m ? m.Groups[1].Value.Replace("&amp;", "&") : null;
                pages++;
            }
            pages.ShouldBe(3);
            seen.Distinct().Count().ShouldBe(62);
            seen.Count.ShouldBe(62);
            var prev = Regex.Match(last!, "rel=\"prev\" href=\"([^\"]+)\"").Groups[1].Value.Replace("&amp;", "&");
            Regex.Matches(await client.GetStringAsync(prev), "<tr id=\"lead-([^\"]+)\"").Select(x => x.Groups[1].Value).ShouldBe(seen.Skip(25).Take(25));
        }
    }

    static async Task<(int Status, string? Location)> Post(HttpClient client, string to, string from, params (string, string)[] fields)
    {
        var got = await client.GetAsync(from);
        var token = Regex.Match(await got.Content.ReadAsStringAsync(), "__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"").Groups[1].Value;
        if (token == "") throw new InvalidOperationException("no token in " + from);
        using var request = new HttpRequestMessage(HttpMethod.Post, to) { Content = new FormUrlEncodedContent([.. fields.Select(x => KeyValuePair.Create(x.Item1, x.Item2)), new("__RequestVerificationToken", token)]) };
        request.Headers.Add("Cookie", string.Join("; ", got.Headers.GetValues("Set-Cookie").Select(x => x.Split(';')[0])));
        var answer = await client.SendAsync(request);
        return ((int)answer.StatusCode, answer.Headers.Location?.ToString());
    }
}
