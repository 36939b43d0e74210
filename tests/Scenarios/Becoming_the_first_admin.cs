using System.Net;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Shouldly;
using Switchhook.Admin.Accounts;
using Switchhook.Admin.SignUp;
using Switchhook.BuildingBlocks;
using Xunit;

namespace Switchhook.Scenarios;

/// <summary>A site of its own: in a shared one somebody may be admin already.</summary>
public sealed class FreshSiteFixture : IAsyncLifetime
{
    public AppFixture Site { get; } = new();

    public async ValueTask InitializeAsync()
    {
        await Site.InitializeAsync();
        // The link that the site itself offers once it has started would take the place of one that is offered before.
        await Switchhook.Scenarios.AppFixture.Eventually(
            async () =>
            {
                await using var links = Site.Database(DatabaseRole.Accounts)
                    .CreateCommand("select exists (select from accounts.first_admin_links)");
                return await links.ExecuteScalarAsync() is true;
            },
            "the site has offered its own link"
        );
    }

    public ValueTask DisposeAsync() => Site.DisposeAsync();
}

public class Becoming_the_first_admin(FreshSiteFixture empty) : IClassFixture<FreshSiteFixture>
{
    readonly AppFixture site = empty.Site;

    [Fact]
    public async Task by_the_link_on_the_console_works_once()
    {
        var link = await OfferedLinkAsync();
        using var ana = site.Anonymous();
        (await ana.SubmitAsync(await ana.GetAsync(link), "main form", ("Email", ana.Email), ("Password", ana.Password))).Path.ShouldBe("/");
        (await ana.GetAsync("/account")).Find(".facts .badge").TextContent.ShouldBe("Admin");
        (await site.EventTypesOfAsync(ana.Email)).ShouldBe(["AccountOpened", "EmailConfirmed", "RoleGranted", "SignedIn"]);

        using var late = site.Anonymous();
        (await late.GetAsync(link)).Status.ShouldBe(HttpStatusCode.Gone);
    }

    [Fact]
    public async Task is_for_one_of_two_who_come_together()
    {
        var link = await OfferedLinkAsync();
        BrowserSession[] rivals = [site.Anonymous(), site.Anonymous()];
        var pages = await Task.WhenAll(rivals.Select(x => x.GetAsync(link)));
        var answers = await Task.WhenAll(
            rivals.Zip(pages, (rival, page) => rival.SubmitAsync(page, "main form", ("Email", rival.Email), ("Password", rival.Password)))
        );
        answers.Count(x => x.Path == "/").ShouldBe(1);
        answers.Count(x => x.Status == HttpStatusCode.UnprocessableEntity).ShouldBe(1);
        (await AdminsAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task is_offered_to_the_account_that_is_signed_in()
    {
        using var owner = await site.OwnerAsync();
        var link = await OfferedLinkAsync();
        using var stranger = site.Anonymous();
        (
            await stranger.SubmitAsync(
                await stranger.GetAsync(link),
                "main form",
                ("Email", owner.Email),
                ("Password", "another horse 7 battery")
            )
        ).ShouldBeRefused("sign in with it");

        using var thief = site.WithStolenCookiesOf(owner);
        (await owner.SubmitAsync(await owner.GetAsync(link), "main form")).Path.ShouldBe("/");
        (await owner.GetAsync("/account")).Find(".facts .badge").TextContent.ShouldBe("Admin");
        await thief.IsSignedOutAsync();
        (await stranger.GetAsync(link)).Status.ShouldBe(HttpStatusCode.Gone);
    }

    [Theory, InlineData(""), InlineData("guessed"), InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task needs_the_code(string code)
    {
        await OfferedLinkAsync();
        using var stranger = site.Anonymous();
        (await stranger.GetAsync("/first-admin?code=" + code)).Status.ShouldBe(HttpStatusCode.Gone);
        var form = await stranger.GetAsync("/sign-up");
        var answer = await stranger.SendAsync(
            new HttpRequestMessage(HttpMethod.Post, "/first-admin")
            {
                Content = new FormUrlEncodedContent(
                    new Dictionary<string, string>
                    {
                        ["__RequestVerificationToken"] = form.Find("[name=__RequestVerificationToken]").GetAttribute("value")!,
                        ["Code"] = code,
                        ["Email"] = stranger.Email,
                        ["Password"] = stranger.Password,
                    }
                ),
            }
        );
        answer.ShouldBeRefused("This link is used or too old");
        (await AdminsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task is_over_with_a_link_that_a_later_start_has_replaced()
    {
        var first = await OfferedLinkAsync();
        var second = await OfferedLinkAsync();
        using var ana = site.Anonymous();
        (await ana.GetAsync(first)).Status.ShouldBe(HttpStatusCode.Gone);
        (await ana.GetAsync(second)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task by_configuration_makes_the_account_once_and_never_overwrites_it()
    {
        await NobodyIsAdminAsync();
        using var admin = site.Anonymous();
        await StartWithAsync(admin.Email, admin.Password);
        await admin.SignInAsync();
        (await admin.GetAsync("/account")).Find(".facts .badge").TextContent.ShouldBe("Admin");

        await StartWithAsync(admin.Email, "another horse 7 battery");
        await admin.IsSignedInAsync();
        using var device = site.AnonymousAs(admin);
        (await device.SignInAsync(password: "another horse 7 battery")).ShouldBeRefused("is wrong");
        (await site.EventTypesOfAsync(admin.Email)).Count(x => x is "RoleGranted").ShouldBe(1);
    }

    [Fact]
    public async Task by_configuration_takes_the_address_from_whoever_signed_up_with_it_and_could_not_confirm()
    {
        await NobodyIsAdminAsync();
        using var squatter = await site.OwnerAsync();
        await site.GivePasskeyAsync(squatter.Email, "A squatter's");
        await site.UnconfirmAsync(squatter.Email);
        using var admin = site.AnonymousAs(squatter);
        await StartWithAsync(admin.Email, "the admin's 1 password");
        await squatter.IsSignedOutAsync();
        (await squatter.SignInAsync()).ShouldBeRefused("is wrong");
        (await admin.SignInAsync(password: "the admin's 1 password")).Path.ShouldBe("/");
        (await admin.GetAsync("/account")).Document.QuerySelector("#passkeys tbody").ShouldBeNull();
        (await admin.GetAsync("/account")).Find(".facts .badge").TextContent.ShouldBe("Admin");
    }

    [Fact]
    public async Task by_configuration_goes_on_where_a_start_was_cut_short()
    {
        await NobodyIsAdminAsync();
        using var admin = site.Anonymous();
        await using (var scope = site.Host.Services.CreateAsyncScope())
        {
            var account = new Account
            {
                Id = Guid.CreateVersion7(),
                UserName = admin.Email,
                Email = admin.Email,
                EmailConfirmed = true,
                CreatedAt = DateTimeOffset.UtcNow,
            };
            (
                await scope.ServiceProvider.GetRequiredService<UserManager<Account>>().CreateAsync(account, admin.Password)
            ).Succeeded.ShouldBeTrue();
        }
        await StartWithAsync(admin.Email, admin.Password);
        (await site.EventTypesOfAsync(admin.Email)).ShouldBe(["AccountOpened", "EmailConfirmed", "RoleGranted"]);
        await admin.SignInAsync();
        (await admin.GetAsync("/account")).Find(".facts .badge").TextContent.ShouldBe("Admin");
    }

    /// <summary>The part of a start that looks after the first admin.</summary>
    async Task StartWithAsync(string email, string password)
    {
        var configuration = site.Get<IConfiguration>();
        (configuration["BOOTSTRAP_ADMIN_EMAIL"], configuration["BOOTSTRAP_ADMIN_PASSWORD"]) = (email, password);
        await site.Host.Services.GetServices<IHostedService>().OfType<StartupAnnouncement>().Single().StartAsync(CancellationToken.None);
    }

    async Task<string> OfferedLinkAsync()
    {
        await NobodyIsAdminAsync();
        await using var scope = site.Host.Services.CreateAsyncScope();
        return new Uri(await scope.ServiceProvider.GetRequiredService<FirstAdmin>().OfferLinkAsync()).PathAndQuery;
    }

    async Task NobodyIsAdminAsync()
    {
        foreach (var admin in await AdminsAsync())
            await site.DecideAsync(admin.Email!, id => new WithdrawRole(id, AccountRoles.Admin, By: null));
        await AppFixture.Eventually(async () => (await AdminsAsync()).Count == 0, "nobody is admin");
    }

    async Task<IList<Account>> AdminsAsync()
    {
        await using var scope = site.Host.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<UserManager<Account>>().GetUsersInRoleAsync(AccountRoles.Admin);
    }
}
