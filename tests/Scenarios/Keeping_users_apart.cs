using System.Net;
using System.Text;
using Shouldly;
using Xunit;

namespace Switchhook.Scenarios;

public class Keeping_users_apart(AppFixture site, TwoOwnersFixture them) : IClassFixture<TwoOwnersFixture>
{
    public static TheoryData<string> Names() => [.. EndpointAccessMatrix.All.Select(x => x.Name)];

    /// <summary>What any form here could ask for; who may not come in is refused whatever is sent.</summary>
    static readonly Dictionary<string, string> AnyForm = new()
    {
        ["version"] = "1",
        ["outcome"] = "CalledBack",
        ["status"] = "Won",
        ["note"] = "x",
        ["text"] = "x",
        ["back"] = "/leads",
        ["scenario"] = "booking",
        ["Name"] = "x",
        ["Brief"] = "x",
        ["Email"] = "nobody@example.com",
        ["Password"] = "x",
    };

    [Fact]
    public async Task knows_every_way_in()
    {
        var found = await EndpointAccessMatrix.FoundAsync(site);
        found.Except(EndpointAccessMatrix.All.Select(x => x.Name)).ShouldBeEmpty("these are new: say in Doors.cs whom they are for");
        EndpointAccessMatrix.All.Select(x => x.Name).Except(found).ShouldBeEmpty("these are gone: take them out of Doors.cs");
    }

    [Theory, MemberData(nameof(Names))]
    public async Task tells_a_stranger_nothing(string name)
    {
        var access = Door(name);
        using var stranger = site.Anonymous();
        var answer = await VisitAsync(
            stranger,
            access,
            (await stranger.GetAsync("/sign-in")).Find("[name=__RequestVerificationToken]").GetAttribute("value")
        );
        switch (access.For)
        {
            case Audience.Oneself or Audience.Owner or Audience.Staff:
                ShouldAskToSignIn(answer);
                break;
            case Audience.Machines when access.Method == "POST":
                answer.Status.ShouldBe(HttpStatusCode.Unauthorized);
                break;
            default:
                ((int)answer.Status).ShouldBeLessThan(500);
                break;
        }
        if (access.For != Audience.Builders)
            them.MarksIn(answer, access.Address(them)).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Names))]
    public async Task tells_another_user_nothing_and_lets_them_do_nothing(string name)
    {
        var access = Door(name);
        if (access.Name == "GET /live")
            return;
        // Who signs out is gone: that is done by somebody who is not needed again.
        using var leaver = access.Name is "POST /sign-out" or "POST /account Everywhere" ? await site.OwnerAsync() : null;
        var bob = leaver ?? them.Bob;
        var before = await them.EventsOfAnaAsync();
        var answer = await VisitAsync(bob, access, (await bob.GetAsync("/")).Find("meta[name=request-token]").GetAttribute("content"));
        switch (access.For)
        {
            case Audience.Owner:
                answer.Status.ShouldBe(HttpStatusCode.NotFound);
                break;
            case Audience.Staff:
                (
                    answer.Status is HttpStatusCode.Forbidden or HttpStatusCode.NotFound
                    || answer.Location?.OriginalString.Contains("/access-denied", StringComparison.Ordinal) == true
                ).ShouldBeTrue();
                break;
            default:
                ((int)answer.Status).ShouldBeLessThan(500);
                break;
        }
        if (access.For != Audience.Builders)
            them.MarksIn(answer, access.Address(them)).ShouldBeEmpty();
        (await them.EventsOfAnaAsync()).ShouldBe(before);
    }

    [Theory, MemberData(nameof(Owned))]
    public async Task shows_them_to_their_owner(string name)
    {
        var access = Door(name);
        var answer = await VisitAsync(them.Ana, access, null);
        answer.Status.ShouldBe(HttpStatusCode.OK);
        if (answer.Headers["Content-Type"].StartsWith("text/html", StringComparison.Ordinal))
            them.MarksIn(answer, access.Address(them)).ShouldNotBeEmpty();
    }

    /// <summary>Without these the tests above would pass on pages that show nothing to anybody.</summary>
    public static TheoryData<string> Owned() =>
        [
            .. EndpointAccessMatrix.All.Where(x => x is { For: Audience.Owner, Method: "GET" }).Select(x => x.Name),
            "GET /",
            "GET / Dashboard",
            "GET /agent",
            "GET /agent Agent",
            "GET /calls",
            "GET /calls List",
            "GET /test-call",
            "GET /leads",
            "GET /leads Inbox",
            "GET /leads/of-call/{callId}",
            "GET /webhooks",
            "GET /webhooks List",
            "GET /webhooks OfCall",
        ];

    [Fact]
    public async Task serves_nothing_under_lib_but_what_was_built()
    {
        var built = EndpointAccessMatrix
            .Routes(site)
            .Where(x => EndpointAccessMatrix.Of(x).StartsWith("/lib/", StringComparison.Ordinal))
            .ToList();
        built.ShouldNotBeEmpty();
        built.ShouldAllBe(x => x.Metadata.Any(metadata => metadata.GetType().Name == "StaticAssetDescriptor"));
        await Task.CompletedTask;
    }

    [Fact]
    public async Task lets_nobody_into_the_sandbox_without_a_key()
    {
        using var stranger = site.Anonymous();
        var doors = EndpointAccessMatrix
            .Routes(site)
            .Where(x => EndpointAccessMatrix.Of(x).StartsWith("/sandbox/", StringComparison.Ordinal))
            .SelectMany(x => EndpointAccessMatrix.Methods(x).Select(method => (method, EndpointAccessMatrix.Of(x))))
            .ToList();
        doors.Count.ShouldBeGreaterThan(20);
        foreach (var (method, route) in doors)
        {
            var address = route
                .Replace("{file}", them.Call + ".wav", StringComparison.Ordinal)
                .Replace("{callId}", them.Call, StringComparison.Ordinal)
                .Replace("{call_id}", them.Call, StringComparison.Ordinal);
            var answer = await stranger.SendAsync(new HttpRequestMessage(new HttpMethod(method), address));
            // A workspace of one's own to try things with is anybody's for the asking, and holds nothing of anybody.
            if (route != "/sandbox/control/ready-made")
                answer.Status.ShouldBeOneOf(HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden, HttpStatusCode.NotFound);
            them.MarksIn(answer, address).ShouldBeEmpty($"{method} {route}");
        }
    }

    [Fact]
    public async Task tells_an_open_page_only_of_changes_of_its_own()
    {
        using var carl = await site.OwnerAsync();
        using var live = await carl.ListenAsync("/live");
        (await live.NextAsync()).ShouldBe("open");

        await them.Ana.SubmitAsync(await them.Ana.GetAsync($"/leads/{them.Lead}"), "form[action*=Note]", ("text", "Rang back."));
        await carl.SubmitAsync(
            await carl.GetAsync("/agent/new"),
            "main form",
            ("Name", "Front desk"),
            ("Brief", "Answer for us and take messages."),
            ("AreaCode", "")
        );

        (await live.NextAsync()).ShouldBe("agents");
    }

    static EndpointAccess Door(string name) => EndpointAccessMatrix.All.Single(x => x.Name == name);

    async Task<Answer> VisitAsync(BrowserSession visitor, EndpointAccess access, string? token)
    {
        var request = new HttpRequestMessage(new HttpMethod(access.Method), access.Address(them));
        if (access.Handler is not null)
            request.Headers.Add("HX-Request", "true");
        if (token is not null)
            request.Headers.Add("RequestVerificationToken", token);
        if (access.Route.StartsWith("/api/agents", StringComparison.Ordinal))
            request.Content = access.Method is "GET" ? null : new StringContent("{}", Encoding.UTF8, "application/json");
        else if (access.Method == "POST")
            request.Content = new FormUrlEncodedContent(AnyForm);
        return await visitor.SendAsync(request);
    }

    static void ShouldAskToSignIn(Answer answer) =>
        (
            answer.Status == HttpStatusCode.Unauthorized
            || answer.Location?.OriginalString.Contains("/sign-in", StringComparison.Ordinal) == true
        ).ShouldBeTrue($"{answer.Path} answered {answer.Status} {answer.Location}");
}
