using System.Net;
using Shouldly;
using Switchhook.Admin.Access;
using Switchhook.Admin.ExternalLogins;
using Switchhook.Admin.Mail;
using Switchhook.Admin.RateLimiting;
using Switchhook.BuildingBlocks;
using Xunit;

namespace Switchhook.Scenarios;

public class Resetting_a_password(AppFixture site)
{
    const string Chosen = "a new horse 8 battery";

    async Task<Answer> LinkAsync(BrowserSession visitor, string email, int nth = 1)
    {
        await visitor.SubmitAsync(await visitor.GetAsync("/forgot-password"), "main form", ("Email", email));
        return await visitor.GetAsync((await site.MailAsync(email, "Choose a new password", nth)).Link());
    }

    static Task<Answer> ChooseAsync(BrowserSession visitor, Answer link, string password = Chosen) =>
        visitor.SubmitAsync(link, "main form", ("Password", password));

    [Fact]
    public async Task by_the_mailed_link_signs_out_every_device_and_tells_the_owner()
    {
        using var owner = await site.OwnerAsync();
        using var forgetful = site.AnonymousAs(owner);
        (await ChooseAsync(forgetful, await LinkAsync(forgetful, owner.Email))).Words.ShouldContain("Your password is changed");
        await owner.IsSignedOutAsync();
        (await forgetful.SignInAsync()).ShouldBeRefused("is wrong");
        (await forgetful.SignInAsync(password: Chosen)).Path.ShouldBe("/");
        (await forgetful.GetAsync("/account")).Document.QuerySelectorAll("#devices tbody tr").Length.ShouldBe(1);
        await site.MailAsync(owner.Email, "Your password was changed");
        (await site.EventTypesOfAsync(owner.Email)).ShouldContain("PasswordChanged");
    }

    [Fact]
    public async Task is_mailed_five_times_an_hour_at_most_and_answered_the_same_every_time()
    {
        using var owner = await site.OwnerAsync();
        using var pest = site.Anonymous();
        for (var i = 0; i < 9; i++)
            (await pest.SubmitAsync(await pest.GetAsync("/forgot-password"), "main form", ("Email", owner.Email))).Path.ShouldBe(
                "/check-mail"
            );
        (await pest.SubmitAsync(await pest.GetAsync("/sign-up"), "main form", ("Email", owner.Email))).Path.ShouldBe("/check-mail");
        await AppFixture.Eventually(
            async () =>
            {
                await using var waiting = site.Database(DatabaseRole.Worker)
                    .CreateCommand(
                        "select count(*) from wolverine.wolverine_incoming_envelopes where status <> 'Handled' and message_type ~ "
                            + "'(SendResetLink|SendAlreadyYours|SendMail|StartSignUp|QueueAddressMail|DeliverMail)'"
                    );
                return await waiting.ExecuteScalarAsync() is 0L && site.MailTo(owner.Email).Count > MailLimit.PerHour;
            },
            "all that will be mailed is"
        );
        // One more went when the owner signed up, from another network.
        site.MailTo(owner.Email).Count.ShouldBe(MailLimit.PerHour + 1);
    }

    [Fact]
    public async Task works_once()
    {
        using var owner = await site.OwnerAsync();
        using var forgetful = site.AnonymousAs(owner);
        var link = await LinkAsync(forgetful, owner.Email);
        await ChooseAsync(forgetful, link);
        (await ChooseAsync(forgetful, link, "yet another 9 battery")).ShouldBeRefused("no longer valid");
        (await forgetful.SignInAsync(password: "yet another 9 battery")).ShouldBeRefused("is wrong");
        (await forgetful.SignInAsync(password: Chosen)).Path.ShouldBe("/");
    }

    [Fact]
    public async Task works_once_also_for_two_who_come_together()
    {
        using var owner = await site.OwnerAsync();
        using var forgetful = site.AnonymousAs(owner);
        var link = await LinkAsync(forgetful, owner.Email);
        var answers = await Task.WhenAll(
            ChooseAsync(forgetful, link, "the first one 4 me"),
            ChooseAsync(forgetful, link, "the second one 4 me")
        );
        answers.Count(x => x.Path == "/sign-in?done=reset").ShouldBe(1);
        answers.Count(x => x.Status == HttpStatusCode.UnprocessableEntity).ShouldBe(1);
    }

    [Fact]
    public async Task refuses_a_link_that_was_altered()
    {
        using var owner = await site.OwnerAsync();
        using var other = await site.OwnerAsync();
        using var forgetful = site.AnonymousAs(owner);
        var link = await LinkAsync(forgetful, owner.Email);
        var code = link.Find("[name=Code]").GetAttribute("value")!;
        foreach (
            var (field, value) in new[]
            {
                ("Code", code[..^1] + (code[^1] == 'A' ? 'B' : 'A')),
                ("Code", ""),
                ("Code", "no code at all!"),
                ("Account", (await site.IdOfAsync(other.Email)).ToString()),
                ("Account", Guid.Empty.ToString()),
            }
        )
            (await forgetful.SubmitAsync(link, "main form", ("Password", Chosen), (field, value))).ShouldBeRefused("no longer valid");
        await owner.IsSignedInAsync();
        await other.IsSignedInAsync();
    }

    [Fact]
    public async Task refuses_a_password_that_is_too_weak_and_leaves_the_link_good()
    {
        using var owner = await site.OwnerAsync();
        using var forgetful = site.AnonymousAs(owner);
        var link = await LinkAsync(forgetful, owner.Email);
        var again = await ChooseAsync(forgetful, link, "short");
        again.ShouldBeRefused("at least 10");
        (await ChooseAsync(forgetful, again)).Path.ShouldBe("/sign-in?done=reset");
    }

    [Fact]
    public async Task does_not_take_a_link_that_was_mailed_to_confirm_the_address()
    {
        using var ana = site.Anonymous();
        await ana.SignUpAsync();
        var confirm = (await site.MailAsync(ana.Email, "Confirm")).Link();
        (
            await ChooseAsync(
                ana,
                await ana.GetAsync(confirm.Replace("/confirm?", $"/reset-password?account={Guid.Empty}&", StringComparison.Ordinal))
            )
        ).ShouldBeRefused("no longer valid");
    }

    [Fact]
    public async Task confirms_the_address_and_lets_in_from_here_whatever_strangers_try_because_the_mail_was_read()
    {
        using var owner = await site.OwnerAsync();
        await site.UnconfirmAsync(owner.Email);
        await Task.WhenAll(
            Enumerable
                .Range(0, SignInLimits.OfAddress.Burst + 2)
                .Select(async _ =>
                {
                    using var guesser = site.AnonymousAs(owner);
                    await guesser.SignInAsync(password: "not the password");
                })
        );
        using var ana = site.AnonymousAs(owner);
        (await ana.SignInAsync()).Status.ShouldBe(HttpStatusCode.TooManyRequests);
        await ChooseAsync(ana, await LinkAsync(ana, ana.Email));
        (await ana.SignInAsync(password: Chosen)).Path.ShouldBe("/");
    }

    [Fact]
    public async Task ends_everything_that_opened_the_account_before()
    {
        using var owner = await site.OwnerAsync();
        using var forgetful = site.AnonymousAs(owner);
        using var key = new ApiClient(site, await owner.KeyAsync());
        await site.GivePasskeyAsync(owner.Email, "A stranger's");
        var id = await site.IdOfAsync(owner.Email);
        await site.DecideAsync(owner.Email, x => new LinkExternalLogin(x, "https://issuer.example", owner.Email, "https://here.example"));
        await using (
            var link = site.Database(DatabaseRole.Accounts)
                .CreateCommand(
                    "insert into accounts.account_logins (login_provider, provider_key, user_id) values ('https://issuer.example', $1, $2)"
                )
        )
        {
            link.Parameters.AddWithValue(Guid.NewGuid().ToString());
            link.Parameters.AddWithValue(id);
            await link.ExecuteNonQueryAsync();
        }
        (await key.GetAsync("/api/agents")).ShouldBe(HttpStatusCode.OK);
        using var live = await owner.ListenAsync("/live");
        (await live.NextAsync()).ShouldBe("open");
        var other = await LinkAsync(forgetful, owner.Email);

        (await ChooseAsync(forgetful, await LinkAsync(forgetful, owner.Email, nth: 2))).Words.ShouldContain(
            "API keys, passkeys and linked applications were removed"
        );
        await live.EndsAsync();
        await owner.IsSignedOutAsync();
        (await key.GetAsync("/api/agents")).ShouldBe(HttpStatusCode.Unauthorized);
        (await ChooseAsync(forgetful, other, "yet another 9 battery")).ShouldBeRefused("no longer valid");
        await forgetful.SignInAsync(password: Chosen);
        (await forgetful.GetAsync("/account")).Document.QuerySelector("#passkeys tbody").ShouldBeNull();
        var keys = await forgetful.GetAsync("/account/keys");
        keys.Words.ShouldContain("None yet.");
        keys.Document.QuerySelector("form[action*=Unlink]").ShouldBeNull();
        (await site.EventTypesOfAsync(owner.Email)).ShouldSatisfyAllConditions(
            x => x.ShouldContain("ApiKeyRevoked"),
            x => x.ShouldContain("PasskeyRemoved"),
            x => x.ShouldContain("IssuerUnlinked")
        );
        (await site.MailAsync(owner.Email, "Your password was changed")).Text.ShouldContain("API keys, passkeys");
    }

    [Fact]
    public async Task ends_and_tells_nothing_where_it_changed_nothing_or_failed_and_tells_once_when_it_is_done_at_last()
    {
        using var owner = await site.OwnerAsync();
        using var key = new ApiClient(site, await owner.KeyAsync());
        await site.GivePasskeyAsync(owner.Email, "Laptop");
        var (id, before) = (await site.IdOfAsync(owner.Email), await site.EventTypesOfAsync(owner.Email));
        Task<bool> EndAsync(Func<bool> cause) => site.EndAccessAsync(id, RevocationReason.PasswordReset, _ => Task.FromResult(cause()));

        (await EndAsync(() => false)).ShouldBeFalse();
        await Should.ThrowAsync<TimeoutException>(EndAsync(() => throw new TimeoutException()));
        (await site.EventTypesOfAsync(owner.Email)).ShouldBe(before);
        (await key.GetAsync("/api/agents")).ShouldBe(HttpStatusCode.OK);

        (await EndAsync(() => true)).ShouldBeTrue();
        (await EndAsync(() => true)).ShouldBeTrue();
        (await site.EventTypesOfAsync(owner.Email)).ShouldBe([.. before, "ApiKeyRevoked", "PasskeyRemoved"]);
        (await key.GetAsync("/api/agents")).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task ends_a_passkey_also_where_only_the_events_have_its_end()
    {
        using var owner = await site.OwnerAsync();
        await site.GivePasskeyAsync(owner.Email, "Laptop");
        await site.DecideAsync(owner.Email, x => new RevokeAccess(x));
        await AppFixture.Eventually(
            async () => (await owner.GetAsync("/account")).Document.QuerySelector("#passkeys tbody") is null,
            "the passkey is gone"
        );
    }

    [Fact]
    public async Task is_too_late_with_a_link_from_before_the_last_change()
    {
        using var owner = await site.OwnerAsync();
        using var forgetful = site.AnonymousAs(owner);
        var early = await LinkAsync(forgetful, owner.Email);
        await ChooseAsync(forgetful, await LinkAsync(forgetful, owner.Email, nth: 2));
        (await ChooseAsync(forgetful, early, "yet another 9 battery")).ShouldBeRefused("no longer valid");
    }

    [Fact]
    public async Task is_answered_the_same_for_a_known_and_an_unknown_address_and_only_the_known_one_gets_mail()
    {
        using var owner = await site.OwnerAsync();
        using var stranger = site.Anonymous();
        var page = await stranger.GetAsync("/forgot-password");
        var unknown = await stranger.SubmitOnlyAsync(page, "main form", ("Email", stranger.Email));
        (unknown.Status, unknown.Location?.ToString()).ShouldBe((HttpStatusCode.Redirect, "/check-mail"));
        (await stranger.SubmitOnlyAsync(page, "main form", ("Email", owner.Email))).ShouldLookLike(unknown, owner.Email, stranger.Email);
        await site.MailAsync(owner.Email, "Choose a new password");
        site.MailTo(stranger.Email).ShouldBeEmpty();
    }
}
