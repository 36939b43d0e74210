using System.Net;
using Microsoft.AspNetCore.Hosting;
using Shouldly;
using Switchhook.Admin.Accounts;
using Switchhook.Admin.SignUp;
using Xunit;

namespace Switchhook.Scenarios;

public sealed class SignUpApprovalFixture : AppFixture
{
    protected override void Arrange(IWebHostBuilder web) => web.UseSetting("SignUp:Mode", "approval");
}

public sealed class InvitationOnlyFixture : AppFixture
{
    protected override void Arrange(IWebHostBuilder web) => web.UseSetting("SignUp:Mode", "invitation");
}

static class SignUpSteps
{
    /// <summary>As the platform's configuration makes one.</summary>
    public static async Task<BrowserSession> FirstAdminAsync(this AppFixture site)
    {
        var admin = site.Anonymous();
        await using var scope = Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.CreateAsyncScope(
            site.Host.Services
        );
        var accounts = (AccountRegistration)scope.ServiceProvider.GetService(typeof(AccountRegistration))!;
        var account = await accounts.OpenConfirmedAsync(admin.Email, admin.Password, "configuration");
        await ((FirstAdmin)scope.ServiceProvider.GetService(typeof(FirstAdmin))!).PromoteAsync(account!);
        (await Accounts.SignInAsync(admin)).Path.ShouldBe("/");
        return admin;
    }

    public static async Task<Answer> InviteAsync(this BrowserSession admin, string email) =>
        await admin.SubmitAsync(await admin.GetAsync("/admin/sign-ups"), "#invitations footer form", ("Email", email));
}

public class Signing_up_where_an_admin_approves(SignUpApprovalFixture site) : IClassFixture<SignUpApprovalFixture>
{
    [Fact]
    public async Task lets_nobody_in_before_the_answer()
    {
        using var admin = await site.FirstAdminAsync();
        using var ana = site.Anonymous();
        await ana.SignUpAsync();
        (await ana.ConfirmAsync((await site.MailAsync(ana.Email, "Confirm")).Link())).Words.ShouldContain("waiting for approval");
        (await Accounts.SignInAsync(ana)).ShouldBeRefused("waiting for approval");
        (await ana.SubmitAsync(await ana.GetAsync("/forgot-password"), "main form", ("Email", ana.Email))).Path.ShouldBe("/check-mail");

        var page = await admin.GetAsync("/admin/sign-ups");
        page.Find("#waiting tbody").TextContent.ShouldContain(ana.Email);
        (await admin.SubmitAsync(page, "#waiting form")).Words.ShouldContain("Approved");
        await site.MailAsync(ana.Email, "Your account is approved");
        (await Accounts.SignInAsync(ana)).Path.ShouldBe("/");
        (await site.EventTypesOfAsync(ana.Email)).ShouldBe([
            "AccountOpened",
            "EmailConfirmed",
            "AccountHeld",
            "AccountApproved",
            "SignedIn",
        ]);
    }

    [Fact]
    public async Task says_no_longer_that_one_waits_who_was_approved_while_suspended()
    {
        using var admin = await site.FirstAdminAsync();
        using var ana = site.Anonymous();
        await ana.SignUpAsync();
        await ana.ConfirmAsync((await site.MailAsync(ana.Email, "Confirm")).Link());
        await site.DecideAsync(ana.Email, x => new SuspendAccount(x, By: Guid.CreateVersion7()));
        await site.DecideAsync(ana.Email, x => new ApproveAccount(x, ana.Email, "https://here.example/sign-in"));
        var page = $"/admin/users/{await site.IdOfAsync(ana.Email)}";
        await AppFixture.Eventually(
            async () =>
                (await admin.GetAsync(page)).Words is { } words
                && words.Contains("Suspended", StringComparison.Ordinal)
                && !words.Contains("Waiting", StringComparison.Ordinal),
            "it is suspended, and waits for nobody"
        );
        (await Accounts.SignInAsync(ana)).ShouldBeRefused("This account is suspended");
    }

    [Fact]
    public async Task lets_those_in_at_once_whom_an_admin_invited()
    {
        using var admin = await site.FirstAdminAsync();
        using var bob = site.Anonymous();
        (await admin.InviteAsync(bob.Email)).Words.ShouldContain("The invitation is on its way");
        (await bob.ConfirmAsync((await site.MailAsync(bob.Email, "You are invited")).Link())).Path.ShouldBe("/sign-in?done=confirmed");
        (await Accounts.SignInAsync(bob)).Path.ShouldBe("/");
    }
}

public class Signing_up_by_invitation(InvitationOnlyFixture site) : IClassFixture<InvitationOnlyFixture>
{
    [Fact]
    public async Task is_closed_to_those_whom_nobody_invited()
    {
        using var stranger = site.Anonymous();
        var page = await stranger.GetAsync("/sign-up");
        page.Words.ShouldContain("By invitation only");
        page.Document.QuerySelector("main form").ShouldBeNull();
        var token = (await stranger.GetAsync("/sign-in")).Find("[name=__RequestVerificationToken]").GetAttribute("value")!;
        var forged = await stranger.SendAsync(
            new HttpRequestMessage(HttpMethod.Post, "/sign-up")
            {
                Content = new FormUrlEncodedContent([
                    KeyValuePair.Create("Email", stranger.Email),
                    KeyValuePair.Create("__RequestVerificationToken", token),
                ]),
            }
        );
        forged.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        site.MailTo(stranger.Email).ShouldBeEmpty();
    }

    [Fact]
    public async Task opens_with_an_invitation_until_it_is_withdrawn()
    {
        using var admin = await site.FirstAdminAsync();
        using var bob = site.Anonymous();
        await admin.InviteAsync(bob.Email);
        var link = (await site.MailAsync(bob.Email, "You are invited")).Link();
        (await bob.ConfirmAsync(link)).Path.ShouldBe("/sign-in?done=confirmed");
        (await Accounts.SignInAsync(bob)).Path.ShouldBe("/");
        (await admin.InviteAsync(bob.Email)).ShouldBeRefused("already has an account");
        (await admin.InviteAsync("no address")).ShouldBeRefused("Enter an e-mail address");

        using var eve = site.Anonymous();
        await admin.InviteAsync(eve.Email);
        var withdrawn = (await site.MailAsync(eve.Email, "You are invited")).Link();
        await admin.SubmitAsync(await admin.GetAsync("/admin/sign-ups"), "#invitations tbody form");
        (await eve.GetAsync(withdrawn)).ShouldBeRefused("no longer valid");
    }
}
