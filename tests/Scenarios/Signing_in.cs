using System.Net;
using Shouldly;
using Switchhook.Admin.Accounts;
using Switchhook.Admin.RateLimiting;
using Xunit;

namespace Switchhook.Scenarios;

public class Signing_in(AppFixture site)
{
    [Fact]
    public async Task answers_the_same_for_an_unknown_address_a_wrong_password_and_an_account_without_one_also_when_there_were_too_many()
    {
        using var wrong = await site.OwnerAsync();
        using var without = await site.OwnerAsync();
        await site.ChangeRowAsync(without.Email, "password_hash = null");
        using var stranger = site.Anonymous();
        var page = await stranger.GetAsync("/sign-in");
        Task<Answer> AnswerAsync(string email, string password) =>
            stranger.SubmitOnlyAsync(page, Accounts.SignInForm, ("Email", email), ("Password", password));

        for (var tries = 0; tries < SignInLimits.OfAddressAndNetwork.Free; tries++)
        {
            var unknown = await AnswerAsync(stranger.Email, "not the password");
            unknown.ShouldBeRefused("The e-mail address or the password is wrong");
            (await AnswerAsync(wrong.Email, "not the password")).ShouldLookLike(unknown, wrong.Email, stranger.Email);
            (await AnswerAsync(without.Email, without.Password)).ShouldLookLike(unknown, without.Email, stranger.Email);
        }
        Answer[] late =
        [
            await AnswerAsync(stranger.Email, "not the password"),
            await AnswerAsync(wrong.Email, wrong.Password),
            await AnswerAsync(without.Email, without.Password),
        ];
        late.ShouldAllBe(x =>
            x.Status == HttpStatusCode.TooManyRequests && x.Words.Contains("Too many attempts. Try again in", StringComparison.Ordinal)
        );
        late.Select(x => string.Join(' ', x.Headers.Keys.Order())).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task makes_a_network_wait_after_five_wrong_passwords_and_tells_the_owner_who_still_gets_in_from_theirs()
    {
        using var owner = await site.OwnerAsync();
        using var guesser = site.AnonymousAs(owner);
        for (var tries = 1; tries <= SignInLimits.OfAddressAndNetwork.Free; tries++)
        {
            (await guesser.SignInAsync(password: "not the password")).ShouldBeRefused("is wrong");
            await AppFixture.Eventually(
                async () => (await site.EventTypesOfAsync(owner.Email)).Count(x => x is "SignInFailed") == tries,
                "it is noted"
            );
        }
        var late = await guesser.SignInAsync();
        late.Status.ShouldBe(HttpStatusCode.TooManyRequests);
        int.Parse(late.Headers["Retry-After"], System.Globalization.CultureInfo.InvariantCulture).ShouldBeInRange(1, 30);
        (await site.MailAsync(owner.Email, "Someone is trying to guess")).Text.ShouldContain("5 wrong passwords");
        await site.ShouldEndWithEventsAsync(
            owner.Email,
            "SignedIn",
            "SignInFailed",
            "SignInFailed",
            "SignInFailed",
            "SignInFailed",
            "SignInFailed",
            "LockedOut"
        );

        await owner.IsSignedInAsync();
        await owner.SignOutAsync();
        (await owner.SignInAsync()).Path.ShouldBe("/");

        await site.EndPausesAsync(owner.Email);
        (await guesser.SignInAsync()).Path.ShouldBe("/");
    }

    [Fact]
    public async Task lets_the_owner_in_at_the_first_try_while_strangers_guess_from_many_networks()
    {
        using var owner = await site.OwnerAsync();
        await owner.SignOutAsync();
        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, SignInLimits.OfAddress.Burst + 10)
                .Select(async _ =>
                {
                    using var guesser = site.AnonymousAs(owner);
                    return (await guesser.SignInAsync(password: "not the password")).Status;
                })
        );
        answers.Count(x => x is HttpStatusCode.UnprocessableEntity).ShouldBe(SignInLimits.OfAddress.Burst);
        answers.Count(x => x is HttpStatusCode.TooManyRequests).ShouldBe(10);
        (await owner.SignInAsync()).Path.ShouldBe("/");
        using var elsewhere = site.AnonymousAs(owner);
        (await elsewhere.SignInAsync()).Status.ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task makes_a_network_wait_that_tries_one_password_with_many_addresses()
    {
        using var owner = await site.OwnerAsync();
        using var sprayer = site.Anonymous();
        var page = await sprayer.GetAsync("/sign-in");
        Task<Answer> TryAsync(string email) =>
            sprayer.SubmitOnlyAsync(page, Accounts.SignInForm, ("Email", email), ("Password", "not the password"));
        var answers = await Task.WhenAll(
            Enumerable.Range(0, SignInLimits.OfNetwork.Burst + 20).Select(i => TryAsync($"nobody-{i}-{sprayer.Email}"))
        );
        answers.Count(x => x.Status is HttpStatusCode.TooManyRequests).ShouldBeInRange(1, 20);
        await owner.SignOutAsync();
        (await owner.SignInAsync()).Path.ShouldBe("/");
    }

    [Fact]
    public async Task counts_no_password_that_was_not_looked_at_so_who_knows_it_gets_in_once_the_network_is_free_again()
    {
        using var owner = await site.OwnerAsync();
        using var device = site.AnonymousAs(owner);
        await device.SignInAsync(password: "not the password");
        var (limits, network) = (site.Get<RateLimitStore>(), await site.NetworkOfTriesAsync(owner.Email));
        // Its neighbours have used up what the network may try.
        while ((await limits.TakeAsync(SignInLimits.OfNetwork, "", network)).Wait is null) { }
        for (var tries = 0; tries < 2 * SignInLimits.OfAddressAndNetwork.Free; tries++)
            (await device.SignInAsync()).Status.ShouldBe(HttpStatusCode.TooManyRequests);
        await site.EndWaitOfAsync(network);

        // And so many of them are signing in right now that there is no turn left.
        using var gone = new CancellationTokenSource();
        var turns = site.Get<PasswordHashQueue>();
        var first = await turns.TakeAsync(network, isKnown: false, CancellationToken.None);
        var waiting = Enumerable.Range(0, 64).Select(_ => turns.TakeAsync(network, isKnown: false, gone.Token)).ToArray();
        for (var tries = 0; tries < 2 * SignInLimits.OfAddressAndNetwork.Free; tries++)
        {
            var busy = await device.SignInAsync();
            busy.Status.ShouldBe(HttpStatusCode.TooManyRequests);
            busy.Words.ShouldContain("Many people are signing in right now");
        }
        await gone.CancelAsync();
        first.Dispose();
        foreach (var one in waiting)
            await Should.ThrowAsync<OperationCanceledException>(one);

        (await device.SignInAsync()).Path.ShouldBe("/");
        (await site.EventTypesOfAsync(owner.Email)).Count(x => x is "SignInFailed").ShouldBe(1);
    }

    [Fact]
    public async Task looks_at_five_passwords_also_when_many_are_tried_at_once()
    {
        using var owner = await site.OwnerAsync();
        using var guesser = site.AnonymousAs(owner);
        var page = await guesser.GetAsync("/sign-in");
        Task<Answer> GuessAsync(string password) =>
            guesser.SubmitOnlyAsync(page, Accounts.SignInForm, ("Email", owner.Email), ("Password", password));
        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(x => GuessAsync($"a guess, number {x}")));
        answers.Count(x => x.Status == HttpStatusCode.UnprocessableEntity).ShouldBe(SignInLimits.OfAddressAndNetwork.Free);
        answers.Count(x => x.Status == HttpStatusCode.TooManyRequests).ShouldBe(16 - SignInLimits.OfAddressAndNetwork.Free);
        (await GuessAsync(owner.Password)).Status.ShouldBe(HttpStatusCode.TooManyRequests);
        await site.MailAsync(owner.Email, "Someone is trying to guess");
        await AppFixture.Eventually(
            async () =>
                (await site.EventTypesOfAsync(owner.Email)).Count(x => x is "SignInFailed") == SignInLimits.OfAddressAndNetwork.Free,
            "each of the five is noted"
        );
        (await site.EventTypesOfAsync(owner.Email)).Count(x => x is "LockedOut").ShouldBe(1);
    }

    [Fact]
    public async Task forgets_wrong_passwords_after_the_right_one()
    {
        using var owner = await site.OwnerAsync();
        using var device = site.AnonymousAs(owner);
        for (var rounds = 0; rounds < 2; rounds++)
        {
            for (var tries = 1; tries < SignInLimits.OfAddressAndNetwork.Free; tries++)
                await device.SignInAsync(password: "not the password");
            (await device.SignInAsync()).Path.ShouldBe("/");
            await device.SignOutAsync();
        }
    }

    [Theory]
    [
        InlineData("/calls", "/calls"),
        InlineData("https://example.com/", "/"),
        InlineData("//example.com", "/"),
        InlineData(@"/\example.com", "/"),
        InlineData("javascript:alert(1)", "/")
    ]
    public async Task goes_on_to_where_it_was_asked_for_but_never_to_another_site(string asked, string gone)
    {
        using var owner = await site.OwnerAsync();
        using var device = site.AnonymousAs(owner);
        var page = await device.GetAsync("/sign-in?returnUrl=" + Uri.EscapeDataString(asked));
        (await device.SubmitOnlyAsync(page, Accounts.SignInForm, ("Email", owner.Email), ("Password", owner.Password)))
            .Location?.ToString()
            .ShouldBe(gone);
    }

    [Fact]
    public async Task lasts_as_long_as_the_browser_is_open_unless_more_is_asked_for()
    {
        using var owner = await site.OwnerAsync();
        using var device = site.AnonymousAs(owner);
        async Task<string> CookieAsync(params (string, string)[] more)
        {
            var page = await device.GetAsync("/sign-in");
            var answer = await device.SubmitOnlyAsync(
                page,
                Accounts.SignInForm,
                [("Email", owner.Email), ("Password", owner.Password), .. more]
            );
            await device.SignOutAsync();
            return answer.Headers["Set-Cookie"].ToLowerInvariant();
        }
        var brief = await CookieAsync();
        brief.ShouldContain("httponly");
        brief.ShouldContain("samesite=lax");
        brief.ShouldNotContain("expires=");
        (await CookieAsync(("Remember", "true"))).ShouldContain("expires=");
    }

    [Fact]
    public async Task is_refused_when_it_was_asked_for_by_a_form_of_another_site()
    {
        using var owner = await site.OwnerAsync();
        using var victim = site.Anonymous();
        var page = await victim.GetAsync("/sign-in");
        var answer = await victim.SubmitOnlyAsync(
            page,
            Accounts.SignInForm,
            ("Email", owner.Email),
            ("Password", owner.Password),
            ("__RequestVerificationToken", "none")
        );
        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        await victim.IsSignedOutAsync();
    }

    [Fact]
    public async Task ends_with_signing_out_for_every_copy_of_the_cookie()
    {
        using var owner = await site.OwnerAsync();
        using var thief = site.WithStolenCookiesOf(owner);
        using var device = await site.OnAnotherDeviceAsync(owner);
        await thief.IsSignedInAsync();
        await owner.SignOutAsync();
        await owner.IsSignedOutAsync();
        await thief.IsSignedOutAsync();
        await device.IsSignedInAsync();
        (await site.EventTypesOfAsync(owner.Email)).ShouldBe(["AccountOpened", "EmailConfirmed", "SignedIn", "SignedIn", "SignedOut"]);
    }

    [Fact]
    public async Task ends_after_two_weeks_without_use()
    {
        using var owner = await site.OwnerAsync();
        await site.ChangeRowAsync(owner.Email, "last_seen_at = now() - interval '13 days 23 hours'", "sessions", "account_id");
        await owner.IsSignedInAsync();
        await site.ChangeRowAsync(owner.Email, "last_seen_at = now() - interval '14 days 1 minute'", "sessions", "account_id");
        await owner.IsSignedOutAsync();
    }

    [Fact]
    public async Task ends_with_a_suspension_and_is_possible_again_when_that_is_lifted()
    {
        using var owner = await site.OwnerAsync();
        await site.DecideAsync(owner.Email, id => new SuspendAccount(id, By: Guid.CreateVersion7()));
        await AppFixture.Eventually(
            async () => (await owner.GetAsync("/account")).Path.StartsWith("/sign-in", StringComparison.Ordinal),
            "the suspended account is signed out"
        );
        (await owner.SignInAsync()).ShouldBeRefused("This account is suspended");
        (await owner.SignInAsync(password: "not the password")).ShouldBeRefused("The e-mail address or the password is wrong");

        await site.DecideAsync(owner.Email, id => new ReinstateAccount(id, By: Guid.CreateVersion7()));
        await AppFixture.Eventually(
            async () => (await owner.SignInAsync()).Status == HttpStatusCode.OK,
            "the account can be signed in to again"
        );
        await owner.IsSignedInAsync();
    }

    [Fact]
    public async Task ends_with_a_change_of_roles_which_the_next_one_shows()
    {
        using var owner = await site.OwnerAsync();
        await site.DecideAsync(owner.Email, id => new GrantRole(id, AccountRoles.Auditor, By: Guid.CreateVersion7()));
        await AppFixture.Eventually(
            async () => (await owner.GetAsync("/account")).Path.StartsWith("/sign-in", StringComparison.Ordinal),
            "the old rights are gone"
        );
        await owner.SignInAsync();
        (await owner.GetAsync("/account")).Find(".facts .badge").TextContent.ShouldBe("Auditor");
    }

    [
        Theory,
        InlineData(""),
        InlineData("{}"),
        InlineData("no json"),
        InlineData(
            """{"id":"AAAA","rawId":"AAAA","type":"public-key","response":{"clientDataJSON":"e30","authenticatorData":"AAAA","signature":"AAAA","userHandle":"AAAA"}}"""
        )
    ]
    public async Task with_a_passkey_is_refused_when_it_proves_nothing(string credential)
    {
        using var stranger = site.Anonymous();
        var page = await stranger.GetAsync("/sign-in");
        async Task RefusedAsync() =>
            (await stranger.SubmitAsync(page, "form[data-passkey]", ("Credential", credential))).ShouldBeRefused(
                "does not open an account"
            );
        await RefusedAsync();
        (await stranger.OptionsAsync(page)).ShouldContain("\"challenge\"");
        await RefusedAsync();
        await stranger.IsSignedOutAsync();
    }

    [Fact]
    public async Task with_a_passkey_begins_the_same_for_everybody_and_names_nobody()
    {
        using var stranger = site.Anonymous();
        (await stranger.OptionsAsync(await stranger.GetAsync("/sign-in"))).ShouldContain("\"allowCredentials\":[]");
    }

    [Fact]
    public async Task is_remembered_on_the_page_that_offers_it()
    {
        using var owner = await site.OwnerAsync();
        (await owner.GetAsync("/sign-in")).Path.ShouldBe("/");
        (await owner.GetAsync("/sign-in?returnUrl=%2Fcalls")).Path.ShouldBe("/calls");
    }
}
