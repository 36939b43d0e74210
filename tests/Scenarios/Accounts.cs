using System.Net;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Shouldly;
using Switchhook.Admin.Access;
using Switchhook.Admin.Accounts;
using Switchhook.Admin.Mail;
using Switchhook.Admin.RateLimiting;
using Switchhook.Admin.SignIn;
using Switchhook.BuildingBlocks;
using Wolverine;

namespace Switchhook.Scenarios;

/// <summary>What people do at the door, and what is then known of them.</summary>
static class Accounts
{
    public const string SignInForm = "main form:has([name=Password])";

    public static async Task<Answer> SignUpAsync(this BrowserSession visitor, string? email = null) =>
        await visitor.SubmitAsync(await visitor.GetAsync("/sign-up"), "main form", ("Email", email ?? visitor.Email));

    /// <summary>Follows the mailed link, and chooses the password there.</summary>
    public static async Task<Answer> ConfirmAsync(this BrowserSession visitor, string link, string? password = null) =>
        await visitor.SubmitAsync(await visitor.GetAsync(link), "main form", ("Password", password ?? visitor.Password));

    public static async Task<Answer> SignInAsync(this BrowserSession visitor, string? email = null, string? password = null) =>
        await visitor.SubmitAsync(
            await visitor.GetAsync("/sign-in"),
            SignInForm,
            ("Email", email ?? visitor.Email),
            ("Password", password ?? visitor.Password)
        );

    public static async Task<Answer> SignOutAsync(this BrowserSession visitor) =>
        await visitor.SubmitAsync(await visitor.GetAsync("/"), "form[action='/sign-out']");

    public static async Task IsSignedInAsync(this BrowserSession visitor) => (await visitor.GetAsync("/account")).Path.ShouldBe("/account");

    public static async Task IsSignedOutAsync(this BrowserSession visitor) =>
        (await visitor.GetAsync("/account")).Path.ShouldStartWith("/sign-in");

    /// <summary>The same person at another device.</summary>
    public static async Task<BrowserSession> OnAnotherDeviceAsync(this AppFixture site, BrowserSession person)
    {
        var device = site.AnonymousAs(person);
        await device.SignInAsync();
        await device.IsSignedInAsync();
        return device;
    }

    public static BrowserSession AnonymousAs(this AppFixture site, BrowserSession like) =>
        new(site.NewAddressHandler(), site.Get<MailSettings>().PublicUrl) { Email = like.Email, Password = like.Password };

    /// <summary>Somebody with a copy of the cookies that this person has now.</summary>
    public static BrowserSession WithStolenCookiesOf(this AppFixture site, BrowserSession person)
    {
        var thief = site.AnonymousAs(person);
        thief.TakeCookiesOf(person);
        return thief;
    }

    public static async Task<Guid> IdOfAsync(this AppFixture site, string email)
    {
        await using var command = site.Database(DatabaseRole.Accounts)
            .CreateCommand("select id from accounts.accounts where lower(email) = lower($1)");
        command.Parameters.Add(new() { Value = email });
        return (Guid)(await command.ExecuteScalarAsync()).ShouldNotBeNull($"an account {email}");
    }

    public static async Task ChangeRowAsync(this AppFixture site, string email, string set, string table = "accounts", string key = "id")
    {
        await using var command = site.Database(DatabaseRole.Accounts).CreateCommand($"update accounts.{table} set {set} where {key} = $1");
        command.Parameters.Add(new() { Value = await site.IdOfAsync(email) });
        (await command.ExecuteNonQueryAsync()).ShouldBeGreaterThan(0);
    }

    /// <summary>An account as older versions made it: opened before its address was proven, with a password that anybody chose.</summary>
    public static async Task UnconfirmAsync(this AppFixture site, string email) =>
        await site.ChangeRowAsync(email, "email_confirmed = false");

    /// <summary>So that a pause is over without anybody waiting for it.</summary>
    public static async Task EndPausesAsync(this AppFixture site, string email)
    {
        await using var command = site.Database(DatabaseRole.Accounts)
            .CreateCommand("update accounts.limits set free_at = now() - interval '1 second' where address = $1");
        command.Parameters.Add(new() { Value = RateLimitKey.Of(email.ToUpperInvariant()) });
        (await command.ExecuteNonQueryAsync()).ShouldBeGreaterThan(0);
    }

    /// <summary>From which network passwords were tried for this address.</summary>
    public static async Task<string> NetworkOfTriesAsync(this AppFixture site, string email)
    {
        await using var command = site.Database(DatabaseRole.Accounts)
            .CreateCommand("select network from accounts.limits where limit_name = $1 and address = $2 and count > 0");
        command.Parameters.Add(new() { Value = SignInLimits.OfAddressAndNetwork.Name });
        command.Parameters.Add(new() { Value = RateLimitKey.Of(email.ToUpperInvariant()) });
        return (string)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>So that a network may try again without anybody waiting for it.</summary>
    public static async Task EndWaitOfAsync(this AppFixture site, string network)
    {
        await using var command = site.Database(DatabaseRole.Accounts)
            .CreateCommand("update accounts.limits set free_at = now() where limit_name = $1 and network = $2");
        command.Parameters.Add(new() { Value = SignInLimits.OfNetwork.Name });
        command.Parameters.Add(new() { Value = network });
        (await command.ExecuteNonQueryAsync()).ShouldBe(1);
    }

    /// <summary>The names of what happened to the account, in order.</summary>
    public static async Task<string[]> EventTypesOfAsync(this AppFixture site, string email)
    {
        var id = await site.IdOfAsync(email);
        await using var session = site.Reading(id.ToString());
        return [.. (await session.Events.FetchStreamAsync($"account/{id}")).Select(x => x.Data.GetType().Name)];
    }

    public static Task ShouldEndWithEventsAsync(this AppFixture site, string email, params string[] ending) =>
        AppFixture.Eventually(
            async () => (await site.EventTypesOfAsync(email)).TakeLast(ending.Length).SequenceEqual(ending),
            $"the account's story ends with {string.Join(", ", ending)}"
        );

    /// <summary>What an admin, or the configuration, decides about an account.</summary>
    public static async Task DecideAsync(this AppFixture site, string email, Func<Guid, object> command)
    {
        var id = await site.IdOfAsync(email);
        await using var scope = site.Host.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IMessageBus>().InvokeAsAsync(id, command(id), by: Guid.CreateVersion7());
    }

    public static async Task<bool> EndAccessAsync(
        this AppFixture site,
        Guid account,
        RevocationReason why,
        Func<NpgsqlTransaction, Task<bool>> cause
    )
    {
        await using var scope = site.Host.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<AccessRevocation>().RunAsync(account, why, keep: null, cause);
    }

    /// <summary>A passkey as a browser would have made it, had it been asked, and as the account's story tells of it.</summary>
    public static async Task<string> GivePasskeyAsync(this AppFixture site, string email, string name)
    {
        await using var scope = site.Host.Services.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        var passkey = new UserPasskeyInfo(
            Guid.NewGuid().ToByteArray(),
            [1],
            DateTimeOffset.UtcNow,
            1,
            ["internal"],
            true,
            false,
            false,
            [1],
            [1]
        )
        {
            Name = name,
        };
        (await accounts.AddOrUpdatePasskeyAsync((await accounts.FindByEmailAsync(email))!, passkey)).Succeeded.ShouldBeTrue();
        await site.DecideAsync(email, x => new RecordPasskeyAdded(x, Passkeys.Id(passkey)));
        return Passkeys.Id(passkey);
    }

    /// <summary>What the browser is told before it asks the device, by the form with a passkey on this page.</summary>
    public static async Task<string> OptionsAsync(this BrowserSession visitor, Answer page)
    {
        var form = page.Find("form[data-passkey]");
        var token = form.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var answer = await visitor.SendAsync(
            new HttpRequestMessage(HttpMethod.Post, form.GetAttribute("data-options"))
            {
                Content = new FormUrlEncodedContent([KeyValuePair.Create("__RequestVerificationToken", token)]),
            }
        );
        answer.Status.ShouldBe(HttpStatusCode.OK);
        return answer.Text;
    }

    /// <summary>
    /// Two answers that nobody can tell apart: status, headers and what stands in the page, but for what was typed and the form's own
    /// token.
    /// </summary>
    public static void ShouldLookLike(this Answer answer, Answer other, string typed, string otherTyped)
    {
        answer.Status.ShouldBe(other.Status);
        Without(answer.Text, typed).ShouldBe(Without(other.Text, otherTyped));
        answer.Headers.OrderBy(x => x.Key).ShouldBe(other.Headers.OrderBy(x => x.Key));

        static string Without(string text, string typed) =>
            System.Text.RegularExpressions.Regex.Replace(
                text.Replace(typed, "…", StringComparison.Ordinal),
                "(?<=RequestVerificationToken[^>]*value=\")[^\"]+",
                "…"
            );
    }

    public static void ShouldBeRefused(this Answer answer, string words)
    {
        answer.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        answer.Words.ShouldContain(words);
    }
}
