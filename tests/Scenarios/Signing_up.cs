using System.Buffers.Binary;
using System.Net;
using Shouldly;
using Switchhook.App.Platform;
using Xunit;

namespace Switchhook.Scenarios;

public class Signing_up(House house)
{
    [Fact]
    public async Task leads_by_a_mailed_link_to_an_account_that_can_be_signed_in_to()
    {
        using var ana = house.Stranger();
        (await ana.SignUpAsync()).Path.ShouldBe("/check-mail");
        (await ana.SignInAsync()).ShouldBeRefused("Confirm your address first");

        var confirm = await ana.GetAsync((await house.MailAsync(ana.Email, "Confirm")).Link());
        (await ana.SubmitAsync(confirm, "main form")).Words.ShouldContain("Your address is confirmed");
        (await ana.SignInAsync()).Path.ShouldBe("/");
        (await house.StoryOfAsync(ana.Email)).ShouldBe(["AccountOpened", "EmailConfirmed", "SignedIn"]);
    }

    [Fact]
    public async Task answers_the_same_for_an_address_that_is_known_unconfirmed_or_new()
    {
        using var owner = await house.OwnerAsync();
        using var waiting = house.Stranger();
        await waiting.SignUpAsync();
        using var stranger = house.Stranger();
        var page = await stranger.GetAsync("/sign-up");
        Task<Answer> AnswerAsync(string email) => stranger.SubmitOnlyAsync(page, "main form", ("Email", email), ("Password", "another horse 7 battery"));

        var unknown = await AnswerAsync(stranger.Email);
        (unknown.Status, unknown.Location?.ToString()).ShouldBe((HttpStatusCode.Redirect, "/check-mail"));
        (await AnswerAsync(owner.Email)).ShouldLookLike(unknown, owner.Email, stranger.Email);
        (await AnswerAsync(owner.Email.ToUpperInvariant())).ShouldLookLike(unknown, owner.Email.ToUpperInvariant(), stranger.Email);
        (await AnswerAsync(waiting.Email)).ShouldLookLike(unknown, waiting.Email, stranger.Email);
    }

    [Fact]
    public async Task with_a_known_address_tells_its_owner_and_changes_nothing()
    {
        using var owner = await house.OwnerAsync();
        using var stranger = house.Stranger();
        await stranger.SignUpAsync(owner.Email, "another horse 7 battery");
        (await house.MailAsync(owner.Email, "You already have an account")).Text.ShouldContain("/forgot-password");
        (await stranger.SignInAsync(owner.Email, "another horse 7 battery")).ShouldBeRefused("is wrong");
        await owner.IsSignedInAsync();
    }

    [Fact]
    public async Task again_before_the_address_is_confirmed_leaves_nothing_to_who_came_first()
    {
        using var first = house.Stranger();
        await first.SignUpAsync(password: "the first one 4 me");
        var stale = (await house.MailAsync(first.Email, "Confirm")).Link();
        using var second = house.Stranger(first);
        await second.SignUpAsync(password: "the second one 4 me");
        var fresh = (await house.MailAsync(first.Email, "Confirm", nth: 2)).Link();

        (await first.SubmitAsync(await first.GetAsync(stale), "main form")).ShouldBeRefused("no longer valid");
        await second.SubmitAsync(await second.GetAsync(fresh), "main form");
        (await first.SignInAsync(password: "the first one 4 me")).ShouldBeRefused("is wrong");
        (await second.SignInAsync(password: "the second one 4 me")).Path.ShouldBe("/");
        (await house.StoryOfAsync(first.Email)).Count(x => x is "AccountOpened").ShouldBe(1);
    }

    [Fact]
    public async Task in_several_tabs_at_once_opens_one_account()
    {
        using var ana = house.Stranger();
        var page = await ana.GetAsync("/sign-up");
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => ana.SubmitOnlyAsync(page, "main form", ("Email", ana.Email), ("Password", ana.Password))));
        answers.ShouldAllBe(x => x.Status == HttpStatusCode.Redirect);
        await using var count = house.Database(Databases.Accounts).CreateCommand("select count(*) from accounts.accounts where email = $1");
        count.Parameters.Add(new() { Value = ana.Email });
        (await count.ExecuteScalarAsync()).ShouldBe(1L);
        (await house.StoryOfAsync(ana.Email)).ShouldBe(["AccountOpened"]);
    }

    [Fact]
    public async Task confirms_nothing_when_the_link_is_only_looked_at()
    {
        using var ana = house.Stranger();
        await ana.SignUpAsync();
        (await ana.GetAsync((await house.MailAsync(ana.Email, "Confirm")).Link())).Status.ShouldBe(HttpStatusCode.OK);
        (await ana.SignInAsync()).ShouldBeRefused("Confirm your address first");
    }

    [Fact]
    public async Task confirms_once_however_often_the_link_is_used()
    {
        using var ana = house.Stranger();
        await ana.SignUpAsync();
        var confirm = await ana.GetAsync((await house.MailAsync(ana.Email, "Confirm")).Link());
        (await ana.SubmitAsync(confirm, "main form")).Path.ShouldBe("/sign-in?done=confirmed");
        (await ana.SubmitAsync(confirm, "main form")).Path.ShouldBe("/sign-in?done=confirmed");
        (await house.StoryOfAsync(ana.Email)).ShouldBe(["AccountOpened", "EmailConfirmed"]);
    }

    [Fact]
    public async Task refuses_a_link_that_was_altered()
    {
        using var ana = house.Stranger();
        await ana.SignUpAsync();
        using var bob = house.Stranger();
        await bob.SignUpAsync();
        var confirm = await ana.GetAsync((await house.MailAsync(ana.Email, "Confirm")).Link());
        var code = confirm.Find("[name=Code]").GetAttribute("value")!;
        foreach (var (field, value) in new[]
        {
            ("Code", code[..^1] + (code[^1] == 'A' ? 'B' : 'A')), ("Code", code[4..]), ("Code", ""), ("Code", "no code at all!"),
            ("Account", (await house.IdOfAsync(bob.Email)).ToString()), ("Account", Guid.Empty.ToString()), ("Account", "nobody"),
        })
            (await ana.SubmitAsync(confirm, "main form", (field, value))).ShouldBeRefused("no longer valid");
        (await ana.SignInAsync()).ShouldBeRefused("Confirm your address first");
        (await bob.SignInAsync()).ShouldBeRefused("Confirm your address first");
    }

    [Fact]
    public async Task says_what_is_wrong_beside_the_field()
    {
        using var ana = house.Stranger();
        var answer = await ana.SignUpAsync("ana at example.com", "short");
        answer.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        answer.Find("#email-error").TextContent.ShouldContain("e-mail address");
        answer.Find("#password-error").TextContent.ShouldContain("at least 10");
        answer.Find("[name=Email]").GetAttribute("value").ShouldBe("ana at example.com");
        answer.Find("[name=Password]").HasAttribute("value").ShouldBeFalse();
    }

    [Fact]
    public async Task keeps_of_the_password_a_slow_hash_alone()
    {
        using var ana = house.Stranger();
        await ana.SignUpAsync();
        await using var hash = house.Database(Databases.Accounts).CreateCommand("select password_hash from accounts.accounts where email = $1");
        hash.Parameters.Add(new() { Value = ana.Email });
        var bytes = Convert.FromBase64String((string)(await hash.ExecuteScalarAsync())!);
        // Identity's third format: marker, function (2 = HMAC-SHA512), iterations.
        bytes[0].ShouldBe((byte)1);
        BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(1)).ShouldBe(2u);
        BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(5)).ShouldBe(1u);
        house.HashIterations.ShouldBeGreaterThanOrEqualTo(220_000);
    }
}
