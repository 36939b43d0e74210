using Marten;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Switchhook.Admin.Access;
using Switchhook.Admin.ApiKeys;
using Switchhook.Admin.Mail;
using Switchhook.Admin.SignIn;
using Switchhook.Contracts;

namespace Switchhook.Admin.Pages.Admin;

[Authorize]
public class KeysModel(ApiKeyStore keys, IQuerySession own, MailSettings site, TimeProvider time) : AuthPage
{
    [BindProperty]
    public Guid KeyId { get; set; }

    [BindProperty]
    public string? Issuer { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string Scope { get; set; } = ApiScopes.Read;

    [BindProperty(SupportsGet = true)]
    public string? Done { get; set; }

    public IReadOnlyList<ApiKey> Mine { get; private set; } = [];
    public IReadOnlyList<string> Issuers { get; private set; } = [];
    public IReadOnlyList<string> ShutOut { get; private set; } = [];

    /// <summary>Of the key that was just made: in this one answer and nowhere else.</summary>
    public string? Secret { get; private set; }
    public string Example => $"curl {site.Link("/api/agents")} \\\n  -H \"Authorization: Bearer {Secret ?? "swh_…"}\"";

    public async Task OnGetAsync()
    {
        KeyId = Guid.CreateVersion7(time.GetUtcNow());
        await ReadAsync();
    }

    /// <summary>Answered with the page itself: a redirect would have to carry the secret.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        if (CreateApiKeyHandler.ValidationError(Name) is { } fault)
            ModelState.AddModelError(nameof(Name), fault);
        if (!ModelState.IsValid)
            return await WrongAsync();
        try
        {
            Secret = await keys.CreateAsync(User.AccountId(), KeyId, Name!, Scope);
        }
        catch (Refused refused)
        {
            ModelState.AddModelError(nameof(Name), refused.Message);
            return await WrongAsync();
        }
        if (Secret is null)
            Notice = (
                "warn",
                "This key was made already, and keys are shown only once. If you did not keep it, revoke it and make another."
            );
        ModelState.Clear();
        (Name, Scope) = (null, ApiScopes.Read);
        await OnGetAsync();
        return Page();
    }

    public async Task<IActionResult> OnPostRevokeAsync()
    {
        await keys.RevokeAsync(User.AccountId(), KeyId);
        return Redirect("/account/keys?done=revoked");
    }

    public async Task<IActionResult> OnPostUnlinkAsync()
    {
        await keys.UnlinkAsync(User.AccountId(), Issuer ?? "");
        return Redirect("/account/keys?done=unlinked");
    }

    public async Task<IActionResult> OnPostReadmitAsync()
    {
        await keys.ReadmitAsync(User.AccountId(), Issuer ?? "");
        return Redirect("/account/keys?done=readmitted");
    }

    async Task<IActionResult> WrongAsync()
    {
        await ReadAsync();
        return Again();
    }

    async Task ReadAsync()
    {
        var mine = User.AccountId();
        Mine = await keys.OfAsync(mine);
        Issuers = await keys.IssuersOfAsync(mine);
        ShutOut =
            (await own.Events.AggregateStreamAsync<AccountCredentials>($"account/{mine}"))?.ShutOut.Order(StringComparer.Ordinal).ToList()
            ?? [];
    }
}
