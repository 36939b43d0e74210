using System.Net;
using System.Security.Cryptography;
using System.Text;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;
using Shouldly;
using Switchhook.Admin.Accounts;
using Switchhook.BuildingBlocks;
using Wolverine;
using Xunit;

namespace Switchhook.Scenarios;

public class A_token_of_the_configured_issuer(OidcFixture site) : IClassFixture<OidcFixture>
{
    readonly string subject = Guid.NewGuid().ToString(),
        email = $"person-{Guid.NewGuid():N}@example.com";

    [Fact]
    public async Task opens_an_account_for_somebody_new_whose_address_is_verified()
    {
        using var machine = Bearing(site.Issuer.Token(subject, email, true));
        (await machine.GetAsync("/api/agents")).ShouldBe(HttpStatusCode.OK).Json.GetProperty("agents").GetArrayLength().ShouldBe(0);
        (await machine.CreateAgentAsync()).ShouldBe(HttpStatusCode.Accepted);

        var account = await AccountAsync(email);
        await using var session = site.Reading(account.ToString());
        var events = (await session.Events.FetchStreamAsync($"account/{account}")).Select(x => x.Data).ToList();
        events.ShouldBe([new AccountOpened("issuer"), new EmailConfirmed(), new IssuerLinked(site.Issuer.Address)]);
    }

    [Fact]
    public async Task is_known_by_its_subject_from_then_on_whatever_its_address_says()
    {
        using var first = Bearing(site.Issuer.Token(subject, email, true));
        var location = (await first.CreateAgentAsync()).ShouldBe(HttpStatusCode.Accepted).Headers["Location"];
        foreach (
            var later in (string[])
                [
                    site.Issuer.Token(subject, "moved-" + email, true),
                    site.Issuer.Token(subject, email, false),
                    site.Issuer.Token(subject, null, null),
                ]
        )
        {
            using var machine = Bearing(later);
            (await machine.GetAsync(location)).ShouldBe(HttpStatusCode.OK);
        }
    }

    [Fact]
    public async Task is_for_the_account_that_its_verified_address_has_here_and_its_owner_is_told()
    {
        using var owner = await site.OwnerAsync();
        using var machine = Bearing(site.Issuer.Token(subject, owner.Email, true));
        (await machine.CreateAgentAsync()).ShouldBe(HttpStatusCode.Accepted);
        (await owner.GetAsync("/agent")).Words.ShouldContain("Reyes Dental");
        (await owner.GetAsync("/account/keys")).Words.ShouldContain(site.Issuer.Address);
        await AppFixture.Eventually(
            () =>
                Task.FromResult(
                    new DirectoryInfo(site.MailFolder)
                        .GetFiles("*.eml")
                        .Select(x => MimeKit.MimeMessage.Load(x.FullName))
                        .Any(x =>
                            x.To.Mailboxes.Any(to => to.Address == owner.Email)
                            && x.TextBody!.Contains(site.Issuer.Address, StringComparison.Ordinal)
                        )
                ),
            "the owner is told"
        );
    }

    [Theory, InlineData(null), InlineData(false), InlineData("false"), InlineData("yes")]
    public async Task opens_nothing_while_its_address_is_not_verified(object? verified)
    {
        using var owner = await site.OwnerAsync();
        using var machine = Bearing(site.Issuer.Token(subject, owner.Email, verified));
        (await machine.GetAsync("/api/agents")).ShouldBe(HttpStatusCode.Forbidden, "no-account");
    }

    [Fact]
    public async Task opens_nothing_without_an_address_or_a_subject()
    {
        using var nameless = Bearing(site.Issuer.Token(subject, null, true));
        (await nameless.GetAsync("/api/agents")).ShouldBe(HttpStatusCode.Forbidden, "no-account");
        using var nobody = Bearing(site.Issuer.Token("", email, true));
        (await nobody.GetAsync("/api/agents")).ShouldBe(HttpStatusCode.Unauthorized, "unauthenticated");
    }

    [Fact]
    public async Task opens_no_account_that_another_subject_of_the_issuer_has()
    {
        using var first = Bearing(site.Issuer.Token(subject, email, true));
        (await first.GetAsync("/api/agents")).ShouldBe(HttpStatusCode.OK);
        using var second = Bearing(site.Issuer.Token(Guid.NewGuid().ToString(), email, true));
        (await second.GetAsync("/api/agents")).ShouldBe(HttpStatusCode.Forbidden, "no-account");
    }

    [Fact]
    public async Task takes_over_an_account_that_was_never_confirmed_for_the_address()
    {
        using var squatter = site.Anonymous();
        await squatter.SubmitAsync(await squatter.GetAsync("/sign-up"), "main form", ("Email", email));
        using var machine = Bearing(site.Issuer.Token(subject, email, true));
        (await machine.GetAsync("/api/agents")).ShouldBe(HttpStatusCode.OK);
        var tried = await squatter.SubmitAsync(
            await squatter.GetAsync("/sign-in"),
            "main form:has([name=Password])",
            ("Email", email),
            ("Password", squatter.Password)
        );
        tried.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task makes_one_account_when_twenty_come_first_at_once()
    {
        using var machine = Bearing(site.Issuer.Token(subject, email, true));
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => machine.GetAsync("/api/agents")));
        foreach (var answer in answers)
            answer.ShouldBe(HttpStatusCode.OK);
        await AccountAsync(email);
    }

    [Fact]
    public async Task opens_nothing_once_the_owner_has_unlinked_the_issuer_until_it_is_let_in_again()
    {
        using var owner = await site.OwnerAsync();
        using var machine = Bearing(site.Issuer.Token(subject, owner.Email, true));
        (await machine.GetAsync("/api/agents")).ShouldBe(HttpStatusCode.OK);

        var unlinked = await owner.SubmitAsync(await owner.GetAsync("/account/keys"), "form[action*=Unlink]");
        unlinked.Words.ShouldContain("act in your name no more");
        (await machine.GetAsync("/api/agents")).ShouldBe(HttpStatusCode.Forbidden, "no-account").Text.ShouldContain("has unlinked it");

        (await owner.SubmitAsync(unlinked, "form[action*=Readmit]")).Document.QuerySelector("form[action*=Readmit]").ShouldBeNull();
        (await machine.CreateAgentAsync()).ShouldBe(HttpStatusCode.Accepted);
        var account = await AccountAsync(owner.Email);
        await using var session = site.Reading(account.ToString());
        (await session.Events.FetchStreamAsync($"account/{account}"))
            .Select(x => x.Data)
            .Where(x => x is IssuerLinked or IssuerUnlinked or IssuerReadmitted)
            .ShouldBe([
                new IssuerLinked(site.Issuer.Address),
                new IssuerUnlinked(site.Issuer.Address),
                new IssuerReadmitted(site.Issuer.Address),
                new IssuerLinked(site.Issuer.Address),
            ]);
        (await session.Events.QueryAllRawEvents().FirstAsync(x => x.EventTypeName == "agent_requested")).UserName.ShouldBe(
            $"{account}/token"
        );
    }

    [Fact]
    public async Task opens_nothing_once_the_account_is_suspended()
    {
        using var machine = Bearing(site.Issuer.Token(subject, email, true));
        (await machine.GetAsync("/api/agents")).ShouldBe(HttpStatusCode.OK);
        var account = await AccountAsync(email);
        await using var scope = site.Host.Services.CreateAsyncScope();
        var bus = scope.ServiceProvider.GetRequiredService<IMessageBus>();
        await bus.InvokeForTenantAsync(account.ToString(), new SuspendAccount(account, Guid.NewGuid()));
        await bus.InvokeForTenantAsync(account.ToString(), new SyncIdentity(account));
        (await machine.GetAsync("/api/agents")).ShouldBe(HttpStatusCode.Unauthorized, "unauthenticated");
    }

    [Fact]
    public async Task opens_nothing_when_it_is_forged_expired_or_for_somebody_else()
    {
        using var other = RSA.Create(2048);
        Action<SecurityTokenDescriptor>[] alterations =
        [
            x => x.Issuer = "https://elsewhere.example",
            x => x.Audience = "another",
            x => x.Expires = DateTime.UtcNow.AddMinutes(-2),
            x => (x.NotBefore, x.Expires) = (DateTime.UtcNow.AddMinutes(5), DateTime.UtcNow.AddMinutes(10)),
            x => x.SigningCredentials = null,
            x => x.SigningCredentials = new(new RsaSecurityKey(other) { KeyId = "one" }, "RS256"),
            x =>
                x.SigningCredentials = new(
                    new SymmetricSecurityKey(Encoding.UTF8.GetBytes(site.Issuer.Address.PadRight(64))) { KeyId = "one" },
                    "HS256"
                ),
        ];
        foreach (var alter in alterations)
        {
            using var machine = Bearing(site.Issuer.Token(subject, email, true, alter));
            (await machine.GetAsync("/api/agents")).ShouldBe(HttpStatusCode.Unauthorized, "unauthenticated");
        }
        using var genuine = Bearing(site.Issuer.Token(subject, email, true));
        (await genuine.GetAsync("/api/agents")).ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [
        InlineData("a.b.c"),
        InlineData("e30.e30."),
        InlineData("e30.e30.e30"),
        InlineData(".."),
        InlineData("bnVsbA.bnVsbA.bnVsbA"),
        InlineData("W10.W10.W10"),
        InlineData("not a token")
    ]
    [
        InlineData("eyJhbGciOjF9.e30.AAAA"),
        InlineData("eyJhbGciOiJSUzI1NiJ9.eyJleHAiOiJ4In0.AAAA"),
        InlineData("a.b.c.d.e"),
        InlineData("eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4R0NNIn0..AAAA.AAAA.AAAA")
    ]
    public async Task opens_nothing_and_is_no_fault_of_ours_when_it_is_malformed(string token)
    {
        using var machine = Bearing(token);
        (await machine.GetAsync("/api/agents")).ShouldBe(HttpStatusCode.Unauthorized, "unauthenticated");
    }

    [Fact]
    public async Task opens_no_page()
    {
        using var machine = Bearing(site.Issuer.Token(subject, email, true));
        (await machine.GetAsync("/api/agents")).ShouldBe(HttpStatusCode.OK);
        (await machine.GetAsync("/agent")).ShouldBe(HttpStatusCode.Redirect).Headers["Location"].ShouldContain("/sign-in");
    }

    ApiClient Bearing(string token) => new(site, token);

    async Task<Guid> AccountAsync(string address)
    {
        await using var command = site.Database(DatabaseRole.Accounts)
            .CreateCommand("select array_agg(id) from accounts.accounts where email = $1");
        command.Parameters.AddWithValue(address);
        return ((Guid[])(await command.ExecuteScalarAsync())!).Single();
    }
}
