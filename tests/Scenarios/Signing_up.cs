using System.Buffers.Binary;
using System.Net;
using Shouldly;
using Switchhook.BuildingBlocks;
using Xunit;

namespace Switchhook.Scenarios;

public class Signing_up(AppFixture site)
{
    [Fact]
    public async Task leads_by_a_mailed_link_to_an_account_that_can_be_signed_in_to()
    {
        using var ana = site.Anonymous();
        (await ana.SignUpAsync()).Path.ShouldBe("/check-mail");
        (await ana.SignInAsync()).ShouldBeRefused("is wrong");

        (await ana.ConfirmAsync((await site.MailAsync(ana.Email, "Confirm")).Link())).Words.ShouldContain("Your address is confirmed");
        (await ana.SignInAsync()).Path.ShouldBe("/");
        (await site.EventTypesOfAsync(ana.Email)).ShouldBe(["AccountOpened", "EmailConfirmed", "SignedIn"]);
    }

    [Fact]
    public async Task answers_the_same_for_an_address_that_is_known_asked_for_before_or_new()
    {
        using var owner = await site.OwnerAsync();
        using var waiting = site.Anonymous();
        await waiting.SignUpAsync();
        using var stranger = site.Anonymous();
        var page = await stranger.GetAsync("/sign-up");
        Task<Answer> AnswerAsync(string email) => stranger.SubmitOnlyAsync(page, "main form", ("Email", email));

        var unknown = await AnswerAsync(stranger.Email);
        (unknown.Status, unknown.Location?.ToString()).ShouldBe((HttpStatusCode.Redirect, "/check-mail"));
        (await AnswerAsync(owner.Email)).ShouldLookLike(unknown, owner.Email, stranger.Email);
        (await AnswerAsync(owner.Email.ToUpperInvariant())).ShouldLookLike(unknown, owner.Email.ToUpperInvariant(), stranger.Email);
        (await AnswerAsync(waiting.Email)).ShouldLookLike(unknown, waiting.Email, stranger.Email);
    }

    [Fact]
    public async Task with_a_known_address_tells_its_owner_and_changes_nothing()
    {
        using var owner = await site.OwnerAsync();
        using var stranger = site.Anonymous();
        await stranger.SignUpAsync(owner.Email);
        (await site.MailAsync(owner.Email, "You already have an account")).Text.ShouldContain("/forgot-password");
        await owner.IsSignedInAsync();
    }

    [Fact]
    public async Task by_a_stranger_with_somebodys_address_gives_the_stranger_no_part_in_the_account()
    {
        using var ana = site.Anonymous();
        await ana.SignUpAsync();
        await site.MailAsync(ana.Email, "Confirm");
        using var stranger = site.Anonymous();
        // Also where the form is sent with a password, as an older page had it.
        await stranger.SubmitAsync(
            await stranger.GetAsync("/sign-up"),
            "main form",
            ("Email", ana.Email),
            ("Password", stranger.Password + " stranger")
        );
        var newest = (await site.MailAsync(ana.Email, "Confirm", nth: 2)).Link();

        (await ana.ConfirmAsync(newest)).Path.ShouldBe("/sign-in?done=confirmed");
        (await stranger.SignInAsync(ana.Email, stranger.Password + " stranger")).ShouldBeRefused("is wrong");
        (await ana.SignInAsync()).Path.ShouldBe("/");
        (await site.EventTypesOfAsync(ana.Email)).Count(x => x is "AccountOpened").ShouldBe(1);
    }

    [Fact]
    public async Task takes_everything_from_whoever_opened_the_account_in_an_older_version_without_proving_the_address()
    {
        using var squatter = await site.OwnerAsync();
        using var key = new ApiClient(site, await squatter.KeyAsync());
        await site.GivePasskeyAsync(squatter.Email, "Theirs");
        await site.UnconfirmAsync(squatter.Email);
        using var ana = site.AnonymousAs(squatter);
        await ana.SignUpAsync();
        (await ana.ConfirmAsync((await site.MailAsync(ana.Email, "Confirm", nth: 2)).Link(), "a new horse 8 battery")).Path.ShouldBe(
            "/sign-in?done=confirmed"
        );

        await squatter.IsSignedOutAsync();
        (await squatter.SignInAsync()).ShouldBeRefused("is wrong");
        (await key.GetAsync("/api/agents")).ShouldBe(HttpStatusCode.Unauthorized);
        await ana.SignInAsync(password: "a new horse 8 battery");
        var page = await ana.GetAsync("/account");
        page.Path.ShouldBe("/account");
        page.Document.QuerySelector("#passkeys tbody").ShouldBeNull();
    }

    [Fact]
    public async Task by_a_link_ends_the_other_links_of_the_same_address()
    {
        using var ana = site.Anonymous();
        await ana.SignUpAsync();
        var first = (await site.MailAsync(ana.Email, "Confirm")).Link();
        await ana.SignUpAsync();
        var second = (await site.MailAsync(ana.Email, "Confirm", nth: 2)).Link();
        await ana.ConfirmAsync(first);
        (await ana.GetAsync(second)).ShouldBeRefused("no longer valid");
        (await ana.GetAsync(first)).ShouldBeRefused("no longer valid");
    }

    [Fact]
    public async Task cannot_be_starved_by_strangers_who_use_up_the_mails_of_an_address()
    {
        using var ana = site.Anonymous();
        for (var i = 0; i < 6; i++)
        {
            using var pest = site.Anonymous();
            await pest.SignUpAsync(ana.Email);
        }
        await site.MailAsync(ana.Email, "Confirm", nth: 6);
        await ana.SignUpAsync();
        (await ana.ConfirmAsync((await site.MailAsync(ana.Email, "Confirm", nth: 7)).Link())).Path.ShouldBe("/sign-in?done=confirmed");
    }

    [Fact]
    public async Task mails_one_mailbox_so_often_however_its_address_is_spelt()
    {
        using var pest = site.Anonymous();
        var name = $"person-{Guid.NewGuid():N}";
        var spelt = Enumerable.Range(0, 12).Select(i => $"{name}+{i}@example.com").ToList();
        foreach (var email in spelt)
            (await pest.SignUpAsync(email)).Path.ShouldBe("/check-mail");
        var count = 0;
        await AppFixture.Eventually(
            async () =>
            {
                await using var waiting = site.Database(DatabaseRole.Worker)
                    .CreateCommand(
                        "select count(*) from wolverine.wolverine_incoming_envelopes where status <> 'Handled' and message_type ~ "
                            + "'(StartSignUp|SendMail|QueueAddressMail|DeliverMail)'"
                    );
                return await waiting.ExecuteScalarAsync() is 0L
                    && (count = spelt.Sum(x => site.MailTo(x).Count)) >= Switchhook.Admin.Mail.MailLimit.PerHour;
            },
            "all that will be mailed is"
        );
        count.ShouldBe(Switchhook.Admin.Mail.MailLimit.PerHour);
    }

    [Fact]
    public async Task in_several_tabs_at_once_opens_one_account()
    {
        using var ana = site.Anonymous();
        await ana.SignUpAsync();
        var page = await ana.GetAsync((await site.MailAsync(ana.Email, "Confirm")).Link());
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => ana.SubmitOnlyAsync(page, "main form", ("Password", ana.Password)))
        );
        answers.ShouldAllBe(x => x.Status == HttpStatusCode.Redirect);
        await using var count = site.Database(DatabaseRole.Accounts)
            .CreateCommand("select count(*) from accounts.accounts where email = $1");
        count.Parameters.Add(new() { Value = ana.Email });
        (await count.ExecuteScalarAsync()).ShouldBe(1L);
        (await site.EventTypesOfAsync(ana.Email)).ShouldBe(["AccountOpened", "EmailConfirmed"]);
    }

    [Fact]
    public async Task opens_nothing_when_the_link_is_only_looked_at()
    {
        using var ana = site.Anonymous();
        await ana.SignUpAsync();
        (await ana.GetAsync((await site.MailAsync(ana.Email, "Confirm")).Link())).Status.ShouldBe(HttpStatusCode.OK);
        (await ana.SignInAsync()).ShouldBeRefused("is wrong");
    }

    [Fact]
    public async Task confirms_once_however_often_the_link_is_used()
    {
        using var ana = site.Anonymous();
        await ana.SignUpAsync();
        var confirm = await ana.GetAsync((await site.MailAsync(ana.Email, "Confirm")).Link());
        (await ana.SubmitAsync(confirm, "main form", ("Password", ana.Password))).Path.ShouldBe("/sign-in?done=confirmed");
        (await ana.SubmitAsync(confirm, "main form", ("Password", "another horse 7 battery"))).Path.ShouldBe("/sign-in?done=confirmed");
        (await site.EventTypesOfAsync(ana.Email)).ShouldBe(["AccountOpened", "EmailConfirmed"]);
        (await ana.SignInAsync(password: "another horse 7 battery")).ShouldBeRefused("is wrong");
        (await ana.SignInAsync()).Path.ShouldBe("/");
    }

    [Fact]
    public async Task refuses_a_link_that_was_altered()
    {
        using var ana = site.Anonymous();
        await ana.SignUpAsync();
        var confirm = await ana.GetAsync((await site.MailAsync(ana.Email, "Confirm")).Link());
        var code = confirm.Find("[name=Code]").GetAttribute("value")!;
        foreach (var altered in new[] { code[..^1] + (code[^1] == 'A' ? 'B' : 'A'), code[4..], "", "no code at all!" })
            (await ana.SubmitAsync(confirm, "main form", ("Code", altered), ("Password", ana.Password))).ShouldBeRefused("no longer valid");
        (await ana.SignInAsync()).ShouldBeRefused("is wrong");
    }

    [Fact]
    public async Task says_what_is_wrong_beside_the_field()
    {
        using var ana = site.Anonymous();
        var answer = await ana.SignUpAsync("ana at example.com");
        answer.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        answer.Find("#email-error").TextContent.ShouldContain("e-mail address");
        answer.Find("[name=Email]").GetAttribute("value").ShouldBe("ana at example.com");

        await ana.SignUpAsync();
        var confirm = await ana.ConfirmAsync((await site.MailAsync(ana.Email, "Confirm")).Link(), "short");
        confirm.Find("#password-error").TextContent.ShouldContain("at least 10");
        confirm.Find("[name=Password]").HasAttribute("value").ShouldBeFalse();
        (await ana.SubmitAsync(confirm, "main form", ("Password", ana.Password))).Path.ShouldBe("/sign-in?done=confirmed");
    }

    [Fact]
    public async Task keeps_of_the_password_a_slow_hash_alone()
    {
        using var ana = await site.OwnerAsync();
        await using var hash = site.Database(DatabaseRole.Accounts)
            .CreateCommand("select password_hash from accounts.accounts where email = $1");
        hash.Parameters.Add(new() { Value = ana.Email });
        var bytes = Convert.FromBase64String((string)(await hash.ExecuteScalarAsync())!);
        // Identity's third format: marker, function (2 = HMAC-SHA512), iterations.
        bytes[0].ShouldBe((byte)1);
        BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(1)).ShouldBe(2u);
        BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(5)).ShouldBe(1u);
        site.HashIterations.ShouldBeGreaterThanOrEqualTo(220_000);
    }
}
