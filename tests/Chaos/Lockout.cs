using System.Collections.Concurrent;
using System.Net;
using Shouldly;
using Switchhook.Chaos.Webhooks;
using Switchhook.Scenarios;
using Xunit;

namespace Switchhook.Chaos;

/// <summary>
/// Wrong passwords for an owner and for the admin arrive from many networks at a steady rate; both still get in from theirs.
/// </summary>
public class Lockout
{
    static readonly int Networks = ChaosOptions.Number("CHAOS_NETWORKS", 200),
        PerMinute = ChaosOptions.Number("CHAOS_RATE", 1000),
        Seconds = ChaosOptions.Number("CHAOS_SECONDS", 6);

    [Fact]
    public async Task keeps_neither_the_owner_nor_the_admin_out()
    {
        await using var environment = await ChaosEnvironment.PrepareAsync(("Proxies__Trusted", "127.0.0.1"));
        var owner = await KnownAsync(environment, "10.1.1.7");
        var admin = await KnownAsync(environment, "10.2.2.7");

        var statuses = new ConcurrentBag<HttpStatusCode>();
        using var stop = new CancellationTokenSource();
        using var guesser = new Guesser(environment.App);
        await guesser.ReadFormAsync();
        var count = PerMinute * Seconds / 60;
        var guessing = OpenLoopSchedule.KeepAsync(
            Enumerable.Range(0, count),
            PerMinute / 60.0,
            async (i, _) =>
                statuses.Add(await guesser.GuessAsync(i % 2 == 0 ? owner : admin, $"203.{i % Networks / 256}.{i % Networks % 256}.9", i))
        );
        // In the midst of it, when the limits for strangers have long been reached.
        await ChaosOptions.UntilAsync(() => Task.FromResult(statuses.Count >= Math.Min(count * 3 / 4, 100)), "guesses arrive");
        var (ownerAt, adminAt) = (await TriesAsync(environment, owner, "10.1.1.7"), await TriesAsync(environment, admin, "10.2.2.7"));
        await guessing;

        var faults = statuses.Count(x => (int)x >= 500);
        ChaosOptions.Report(
            $"wrong {statuses.Count}, networks {Networks}, turned away {statuses.Count(x => x is HttpStatusCode.TooManyRequests)}, "
                + $"owner signed in at try {ownerAt}, admin at try {adminAt}, 5xx {faults}"
        );
        (statuses.Count, ownerAt, adminAt, faults).ShouldBe((count, 1, 1, 0));
        statuses.ShouldAllBe(x => x == HttpStatusCode.UnprocessableEntity || x == HttpStatusCode.TooManyRequests);
        statuses.ShouldContain(HttpStatusCode.TooManyRequests);
    }

    /// <summary>Somebody who was signed in from this address before.</summary>
    static async Task<string> KnownAsync(ChaosEnvironment environment, string from)
    {
        var (_, email) = await ChaosEnvironment.AccountAsync(environment.Owner);
        (await TriesAsync(environment, email, from)).ShouldBe(1);
        return email;
    }

    static async Task<int> TriesAsync(ChaosEnvironment environment, string email, string from)
    {
        using var person = new BrowserSession(new From(from), environment.App.Address)
        {
            Email = email,
            Password = ChaosEnvironment.Password,
        };
        for (var tries = 1; tries <= 5; tries++)
        {
            var page = await person.GetAsync("/sign-in");
            if (
                (
                    await person.SubmitOnlyAsync(
                        page,
                        "main form:has([name=Password])",
                        ("Email", email),
                        ("Password", ChaosEnvironment.Password)
                    )
                ).Status is HttpStatusCode.Redirect
            )
                return tries;
        }
        return int.MaxValue;
    }

    /// <summary>As a proxy passes it on.</summary>
    sealed class From(string address) : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken stop)
        {
            request.Headers.TryAddWithoutValidation("X-Forwarded-For", address);
            return base.SendAsync(request, stop);
        }
    }

    /// <summary>One form, sent again and again.</summary>
    sealed class Guesser(AppProcess app) : IDisposable
    {
        readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = new Uri(app.Address),
        };
        string token = "",
            cookie = "";

        public async Task ReadFormAsync()
        {
            using var visitor = new BrowserSession(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }, app.Address);
            token = (await visitor.GetAsync("/sign-in"))
                .Find("form:has([name=Password]) [name=__RequestVerificationToken]")
                .GetAttribute("value")!;
            cookie = visitor.CookieHeader;
        }

        public async Task<HttpStatusCode> GuessAsync(string email, string from, int number)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-in")
            {
                Content = new FormUrlEncodedContent(
                    new Dictionary<string, string>
                    {
                        ["Email"] = email,
                        ["Password"] = $"a guess, number {number}",
                        ["__RequestVerificationToken"] = token,
                    }
                ),
            };
            request.Headers.Add("Cookie", cookie);
            request.Headers.Add("X-Forwarded-For", from);
            using var answer = await http.SendAsync(request);
            return answer.StatusCode;
        }

        public void Dispose() => http.Dispose();
    }
}
