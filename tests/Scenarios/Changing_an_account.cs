using System.Net;
using Shouldly;
using Switchhook.Admin.RateLimiting;
using Xunit;

namespace Switchhook.Scenarios;

public class Changing_an_account(AppFixture site)
{
    const string Chosen = "a new horse 8 battery";
    const string PasswordForm = "#password-card form";

    static async Task<Answer> ChangeAsync(BrowserSession visitor, string old, string chosen = Chosen) =>
        await visitor.SubmitAsync(await visitor.GetAsync("/account"), PasswordForm, ("Old", old), ("Password", chosen));

    [Fact]
    public async Task begins_with_a_page_that_says_whose_it_is()
    {
        using var owner = await site.OwnerAsync();
        var page = await owner.GetAsync("/account");
        page.Find(".facts").TextContent.ShouldContain(owner.Email);
        page.Find(".facts").TextContent.ShouldContain("User");
        page.Document.QuerySelectorAll(".facts time").Length.ShouldBe(2);
        page.Find(".sidebar [aria-current=page]").GetAttribute("href").ShouldBe("/account");
        page.Find("#devices tbody tr").TextContent.ShouldContain("This device");
    }

    [Fact]
    public async Task is_for_its_owner_alone()
    {
        using var stranger = site.Anonymous();
        await stranger.IsSignedOutAsync();
        var answer = await stranger.SendAsync(new HttpRequestMessage(HttpMethod.Post, "/account/passkeys/options"));
        answer.Text.ShouldNotContain("challenge");
        answer.Status.ShouldNotBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task to_a_new_password_keeps_this_device_and_signs_out_the_others()
    {
        using var owner = await site.OwnerAsync();
        using var thief = site.WithStolenCookiesOf(owner);
        using var device = await site.OnAnotherDeviceAsync(owner);
        (await ChangeAsync(owner, owner.Password)).Path.ShouldBe("/account?done=password");

        await owner.IsSignedInAsync();
        await thief.IsSignedOutAsync();
        await device.IsSignedOutAsync();
        (await owner.GetAsync("/account")).Document.QuerySelectorAll("#devices tbody tr").Length.ShouldBe(1);
        await site.MailAsync(owner.Email, "Your password was changed");
        (await site.EventTypesOfAsync(owner.Email)).ShouldBe([
            "AccountOpened",
            "EmailConfirmed",
            "SignedIn",
            "SignedIn",
            "PasswordChanged",
        ]);
        (await device.SignInAsync()).ShouldBeRefused("is wrong");
        (await device.SignInAsync(password: Chosen)).Path.ShouldBe("/");
    }

    [Fact]
    public async Task to_a_new_password_needs_the_old_one()
    {
        using var owner = await site.OwnerAsync();
        (await ChangeAsync(owner, "not the password")).Find("#old-error").TextContent.ShouldContain("That is not your password");
        (await ChangeAsync(owner, "")).Find("#old-error").TextContent.ShouldContain("Enter the password that you have now");
        (await ChangeAsync(owner, owner.Password, "short")).Find("#password-error").TextContent.ShouldContain("at least 10");
        (await ChangeAsync(owner, owner.Password, owner.Password)).Find("#password-error").TextContent.ShouldContain("already");
        using var device = await site.OnAnotherDeviceAsync(owner);
    }

    [Fact]
    public async Task by_guessing_the_old_password_is_stopped_as_at_the_sign_in()
    {
        using var owner = await site.OwnerAsync();
        using var thief = site.WithStolenCookiesOf(owner);
        for (var tries = 0; tries < SignInLimits.OfAddressAndNetwork.Free; tries++)
            await ChangeAsync(thief, $"a guess, number {tries}");
        var late = await ChangeAsync(thief, owner.Password);
        late.Status.ShouldBe(HttpStatusCode.TooManyRequests);
        late.Find("#old-error").TextContent.ShouldContain("Too many attempts");
        await site.MailAsync(owner.Email, "Someone is trying to guess");
        await site.ShouldEndWithEventsAsync(owner.Email, "SignInFailed", "LockedOut");
    }

    [Fact]
    public async Task ends_one_device_and_no_other()
    {
        using var owner = await site.OwnerAsync();
        using var lost = await site.OnAnotherDeviceAsync(owner);
        using var kept = await site.OnAnotherDeviceAsync(owner);
        var list = await kept.GetAsync("/account");
        var others = list.Document.QuerySelectorAll("#devices tbody form [name=Session]").Select(x => x.GetAttribute("value")!).ToArray();
        others.Length.ShouldBe(2);
        // The newest of the others stands first.
        var after = await kept.SubmitAsync(list, "#devices tbody form", ("Session", others[0]));
        after.Document.QuerySelectorAll("#devices tbody tr").Length.ShouldBe(2);
        await lost.IsSignedOutAsync();
        await owner.IsSignedInAsync();
        await kept.IsSignedInAsync();
        (await site.EventTypesOfAsync(owner.Email))[^1].ShouldBe("SessionEnded");
    }

    [Fact]
    public async Task does_not_reach_a_device_of_somebody_else()
    {
        using var owner = await site.OwnerAsync();
        using var other = await site.OwnerAsync();
        using var second = await site.OnAnotherDeviceAsync(other);
        var foreign = (await second.GetAsync("/account")).Find("#devices tbody form [name=Session]").GetAttribute("value")!;
        using var device = await site.OnAnotherDeviceAsync(owner);
        await owner.SubmitAsync(await owner.GetAsync("/account"), "#devices tbody form", ("Session", foreign));
        await other.IsSignedInAsync();
        (await site.EventTypesOfAsync(owner.Email)).ShouldNotContain("SessionEnded");
    }

    [Fact]
    public async Task signs_out_everywhere_at_once()
    {
        using var owner = await site.OwnerAsync();
        using var thief = site.WithStolenCookiesOf(owner);
        using var device = await site.OnAnotherDeviceAsync(owner);
        (await owner.SubmitAsync(await owner.GetAsync("/account"), "#devices footer form")).Words.ShouldContain(
            "You are signed out on every device"
        );
        await owner.IsSignedOutAsync();
        await thief.IsSignedOutAsync();
        await device.IsSignedOutAsync();
        (await site.EventTypesOfAsync(owner.Email))[^1].ShouldBe("SignedOut");
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task signs_out_everywhere_with_keys_and_passkeys_unless_they_are_left(bool keysToo)
    {
        using var owner = await site.OwnerAsync();
        using var key = new ApiClient(site, await owner.KeyAsync());
        await site.GivePasskeyAsync(owner.Email, "Laptop");
        using var device = await site.OnAnotherDeviceAsync(owner);
        using var live = await device.ListenAsync("/live");
        (await live.NextAsync()).ShouldBe("open");
        var page = await owner.GetAsync("/account");
        page.Find("#devices [name=KeysToo]").HasAttribute("checked").ShouldBeTrue();
        await (
            keysToo
                ? owner.SubmitAsync(page, "#devices footer form")
                : owner.SubmitAsync(page, "#devices footer form", ("KeysToo", "false"))
        );
        await live.EndsAsync();
        (await key.GetAsync("/api/agents")).ShouldBe(keysToo ? HttpStatusCode.Unauthorized : HttpStatusCode.OK);
        await owner.SignInAsync();
        ((await owner.GetAsync("/account")).Document.QuerySelector("#passkeys tbody") is null).ShouldBe(keysToo);
    }

    [Fact]
    public async Task closes_the_live_streams_of_a_device_that_is_signed_out_and_lets_the_others_open_theirs_again()
    {
        using var owner = await site.OwnerAsync();
        using var lost = await site.OnAnotherDeviceAsync(owner);
        using var live = await lost.ListenAsync("/live");
        (await live.NextAsync()).ShouldBe("open");
        await owner.SubmitAsync(await owner.GetAsync("/account"), "#devices tbody form");
        await live.EndsAsync();
        (await lost.GetAsync("/live", ("Accept", "text/event-stream"))).Status.ShouldBe(HttpStatusCode.Unauthorized);
        using var again = await owner.ListenAsync("/live");
        (await again.NextAsync()).ShouldBe("open");
    }

    [Fact]
    public async Task tells_the_owner_of_every_new_key()
    {
        using var owner = await site.OwnerAsync();
        var key = await owner.KeyAsync(name: "Nightly import");
        var mail = await site.MailAsync(owner.Email, "An API key was created");
        mail.Text.ShouldContain("Nightly import");
        mail.Text.ShouldContain("read and change");
        mail.Text.ShouldNotContain(key);
    }

    [Fact]
    public async Task without_a_password_offers_to_choose_one_by_mail()
    {
        using var owner = await site.OwnerAsync();
        await site.ChangeRowAsync(owner.Email, "password_hash = null");
        var page = await owner.GetAsync("/account");
        page.Document.QuerySelector("[name=Old]").ShouldBeNull();
        (await owner.SubmitAsync(page, PasswordForm)).Words.ShouldContain("mailed you the link");
        var link = await owner.GetAsync((await site.MailAsync(owner.Email, "Choose a new password")).Link());
        await owner.SubmitAsync(link, "main form", ("Password", Chosen));
        (await owner.SignInAsync(password: Chosen)).Path.ShouldBe("/");
    }

    [Fact]
    public async Task without_a_password_keeps_the_last_passkey()
    {
        using var owner = await site.OwnerAsync();
        await site.ChangeRowAsync(owner.Email, "password_hash = null");
        await site.GivePasskeyAsync(owner.Email, "Laptop");
        await site.GivePasskeyAsync(owner.Email, "Phone");
        await owner.SubmitAsync(await owner.GetAsync("/account"), "#remove-0 form");
        (await owner.SubmitAsync(await owner.GetAsync("/account"), "#remove-0 form")).ShouldBeRefused("your only way in");
        (await owner.GetAsync("/account")).Document.QuerySelectorAll("#passkeys tbody tr").Length.ShouldBe(1);
    }

    [Fact]
    public async Task renames_and_removes_a_passkey_and_tells_the_owner()
    {
        using var owner = await site.OwnerAsync();
        await site.GivePasskeyAsync(owner.Email, "Laptop");
        var renamed = await owner.SubmitAsync(await owner.GetAsync("/account"), "#rename-0 form", ("Name", " Old laptop "));
        renamed.Find("#passkeys tbody .main").TextContent.ShouldBe("Old laptop");
        renamed.Find("#passkeys tbody .sub time").GetAttribute("datetime").ShouldNotBeNullOrEmpty();
        var removed = await owner.SubmitAsync(renamed, "#remove-0 form");
        removed.Document.QuerySelector("#passkeys tbody").ShouldBeNull();
        (await site.MailAsync(owner.Email, "A passkey was removed")).Text.ShouldContain("Old laptop");
        (await site.EventTypesOfAsync(owner.Email)).TakeLast(2).ShouldBe(["PasskeyRenamed", "PasskeyRemoved"]);
    }

    [Fact]
    public async Task does_not_reach_a_passkey_of_somebody_else()
    {
        using var owner = await site.OwnerAsync();
        await site.GivePasskeyAsync(owner.Email, "Mine");
        using var other = await site.OwnerAsync();
        var foreign = await site.GivePasskeyAsync(other.Email, "Theirs");
        var page = await owner.GetAsync("/account");
        (await owner.SubmitAsync(page, "#rename-0 form", ("Passkey", foreign), ("Name", "Taken"))).ShouldBeRefused("no longer there");
        (await owner.SubmitAsync(page, "#remove-0 form", ("Passkey", foreign))).ShouldBeRefused("no longer there");
        (await other.GetAsync("/account")).Find("#passkeys tbody .main").TextContent.ShouldBe("Theirs");
    }

    [Theory]
    [
        InlineData("Name", "", "Give the passkey a name"),
        InlineData("Name", "one\ntwo", "one line"),
        InlineData("Passkey", "", "no longer there"),
        InlineData("Passkey", "not%base64", "no longer there")
    ]
    public async Task refuses_a_passkey_that_is_none_or_has_no_name(string field, string value, string words)
    {
        using var owner = await site.OwnerAsync();
        await site.GivePasskeyAsync(owner.Email, "Laptop");
        (await owner.SubmitAsync(await owner.GetAsync("/account"), "#rename-0 form", (field, value))).ShouldBeRefused(words);
    }

    [Theory, InlineData("", "sent no passkey"), InlineData("{}", "could not be checked"), InlineData("no json", "could not be checked")]
    public async Task refuses_a_new_passkey_that_answers_nothing(string credential, string words)
    {
        using var owner = await site.OwnerAsync();
        var page = await owner.GetAsync("/account");
        async Task RefusedAsync() =>
            (await owner.SubmitAsync(page, "form[data-passkey=create]", ("Credential", credential))).ShouldBeRefused(words);
        await RefusedAsync();
        (await owner.OptionsAsync(page)).ShouldContain("\"residentKey\":\"required\"");
        await RefusedAsync();
        (await site.EventTypesOfAsync(owner.Email)).ShouldNotContain("PasskeyAdded");
    }
}
