using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Switchhook.Admin.Accounts;
using Wolverine;

namespace Switchhook.Scenarios;

/// <summary>
/// People with roles. The first of them get theirs as the platform's configuration gives it; all others from an admin's page.
/// </summary>
public static class StaffAccounts
{
    public static async Task<BrowserSession> WithRolesAsync(this AppFixture site, params string[] roles)
    {
        var person = await site.OwnerAsync();
        var id = await site.IdOfAsync(person);
        await using (var scope = site.Host.Services.CreateAsyncScope())
        {
            var bus = scope.ServiceProvider.GetRequiredService<IMessageBus>();
            foreach (var role in roles)
                await bus.InvokeAsAsync(id, new GrantRole(id, role, null));
            await bus.InvokeAsAsync(id, new SyncIdentity(id));
        }
        await person.SignInAsync();
        return person;
    }

    public static async Task<Guid> IdOfAsync(this AppFixture site, BrowserSession person)
    {
        await using var scope = site.Host.Services.CreateAsyncScope();
        var account = await scope.ServiceProvider.GetRequiredService<UserManager<Account>>().FindByEmailAsync(person.Email);
        return account.ShouldNotBeNull().Id;
    }

    public static async Task<Answer> SignInAsync(this BrowserSession person) =>
        await person.SubmitAsync(
            await person.GetAsync("/sign-in"),
            "main form:has([name=Password])",
            ("Email", person.Email),
            ("Password", person.Password)
        );

    /// <summary>A form that the page does not offer, with the token of another that it does.</summary>
    public static async Task<Answer> ForgeAsync(
        this BrowserSession person,
        HttpMethod method,
        string path,
        params (string Name, string Value)[] values
    )
    {
        var token = (await person.GetAsync("/calls")).Find("meta[name=request-token]").GetAttribute("content")!;
        return await person.SendAsync(
            new HttpRequestMessage(method, path)
            {
                Content = new FormUrlEncodedContent(
                    values.Append(("__RequestVerificationToken", token)).Select(x => KeyValuePair.Create(x.Item1, x.Item2))
                ),
            }
        );
    }
}
