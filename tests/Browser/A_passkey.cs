using System.Text.Json;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Switchhook.Browser;

public class A_passkey(Site site)
{
    [Fact]
    public async Task is_added_on_the_account_page_and_signs_its_owner_in_until_it_is_removed()
    {
        await using var ana = await site.PersonAsync();
        await ana.Page.GotoAsync("/sign-up");
        await ana.FindsNothingToComplainOfAsync();
        await IsSignedInAsync(ana);
        await GiveAuthenticatorAsync(ana);

        await ana.Page.GotoAsync("/account");
        await ana.FindsNothingToComplainOfAsync();
        await ana.Page.FillAsync("#passkey-name", "Work laptop");
        await ana.Page.ClickAsync("text=Add a passkey");
        var row = ana.Page.Locator("#passkeys tbody tr");
        await row.GetByText("Work laptop", new() { Exact = true }).First.WaitForAsync();
        await ana.FindsNothingToComplainOfAsync();

        await site.IsMailedAsync(ana.Email, "A passkey was added");

        await ana.Page.ClickAsync("button[popovertarget=rename-0]");
        await ana.Page.FillAsync("#name-0", "Old laptop");
        await ana.FindsNothingToComplainOfAsync();
        await ana.Page.ClickAsync("#rename-0 button[type=submit]");
        await row.GetByText("Old laptop", new() { Exact = true }).First.WaitForAsync();
        await ana.Page.Locator(".toast", new() { HasText = "The passkey has its new name." }).WaitForAsync();

        await SignOutAsync(ana);
        await ana.Page.GotoAsync("/sign-in?returnUrl=%2Faccount");
        await ana.FindsNothingToComplainOfAsync();
        await ana.Page.ClickAsync("text=Sign in with a passkey");
        await ana.Page.ArriveAsync(site.Address + "/account");

        await ana.Page.ClickAsync("button[popovertarget=remove-0]");
        await ana.FindsNothingToComplainOfAsync();
        await ana.Page.ClickAsync("#remove-0 button[type=submit]");
        await row.First.WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await SignOutAsync(ana);
        await ana.Page.GotoAsync("/sign-in");
        await ana.Page.ClickAsync("text=Sign in with a passkey");
        await ana.Page.Locator(".notice.bad", new() { HasText = "does not open an account here" }).WaitForAsync();
        await ana.FindsNothingToComplainOfAsync();
    }

    [Fact]
    public async Task that_the_device_does_not_give_leaves_a_sentence_and_another_try()
    {
        await using var ana = await site.PersonAsync(width: 390, scheme: ColorScheme.Dark);
        await IsSignedInAsync(ana);
        var (device, authenticator) = await GiveAuthenticatorAsync(ana);
        await ana.Page.GotoAsync("/account");
        (await ana.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth")).ShouldBeTrue(
            "the page is no wider than a phone"
        );
        await device.SendAsync("WebAuthn.setUserVerified", new() { ["authenticatorId"] = authenticator, ["isUserVerified"] = false });
        await ana.Page.ClickAsync("text=Add a passkey");
        await ana.Page.Locator("[data-passkey-error]", new() { HasText = "The passkey was not used" }).WaitForAsync();
        await ana.FindsNothingToComplainOfAsync();

        await device.SendAsync("WebAuthn.setUserVerified", new() { ["authenticatorId"] = authenticator, ["isUserVerified"] = true });
        await ana.Page.ClickAsync("text=Add a passkey");
        await ana.Page.Locator(".toast", new() { HasText = "The passkey is added." }).WaitForAsync();
        await ana.Page.ClickAsync("text=Add a passkey");
        await ana.Page.Locator("[data-passkey-error]", new() { HasText = "already has a passkey" }).WaitForAsync();
        await ana.FindsNothingToComplainOfAsync();
    }

    /// <summary>A device with a fingerprint reader that always says yes.</summary>
    static async Task<(ICDPSession Device, string Authenticator)> GiveAuthenticatorAsync(Person person)
    {
        var device = await person.Page.Context.NewCDPSessionAsync(person.Page);
        await device.SendAsync("WebAuthn.enable");
        var made = await device.SendAsync(
            "WebAuthn.addVirtualAuthenticator",
            new()
            {
                ["options"] = new Dictionary<string, object>
                {
                    ["protocol"] = "ctap2",
                    ["transport"] = "internal",
                    ["hasResidentKey"] = true,
                    ["hasUserVerification"] = true,
                    ["isUserVerified"] = true,
                    ["automaticPresenceSimulation"] = true,
                },
            }
        );
        return (device, ((JsonElement)made!).GetProperty("authenticatorId").GetString()!);
    }

    async Task IsSignedInAsync(Person person)
    {
        await person.SignUpAsync();
        var link = "";
        for (var tries = 0; link.Length == 0 && tries < 300; tries++, await Task.Delay(100))
            link = site.LinkMailedTo(person.Email);
        await person.Page.GotoAsync(link);
        await person.FindsNothingToComplainOfAsync();
        await person.ConfirmAsync(link);
        await person.SignInAsync();
    }

    async Task SignOutAsync(Person person)
    {
        await person.Page.ClickAsync(".sidebar button[aria-label='Sign out']");
        await person.Page.ArriveAsync(site.Address + "/");
    }
}
