using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Switchhook.Admin.Accounts;

namespace Switchhook.Admin.SignIn;

/// <summary>What the browser asks for before it asks the device: a challenge, kept in a short-lived cookie until it is answered.</summary>
public static class PasskeyOptions
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost(
                "/sign-in/passkey-options",
                async (HttpContext http, IAntiforgery antiforgery, SignInManager<Account> signIn) =>
                    await antiforgery.IsRequestValidAsync(http)
                        ? Results.Content(await signIn.MakePasskeyRequestOptionsAsync(null), "application/json")
                        : Results.BadRequest()
            )
            .AllowAnonymous();

        app.MapPost(
                "/account/passkeys/options",
                async (HttpContext http, IAntiforgery antiforgery, SignInManager<Account> signIn, UserManager<Account> accounts) =>
                {
                    if (!await antiforgery.IsRequestValidAsync(http) || await accounts.GetUserAsync(http.User) is not { } account)
                        return Results.BadRequest();
                    var person = new PasskeyUserEntity
                    {
                        Id = account.Id.ToString(),
                        Name = account.Email!,
                        DisplayName = account.Email!,
                    };
                    return Results.Content(await signIn.MakePasskeyCreationOptionsAsync(person), "application/json");
                }
            )
            .RequireAuthorization();
    }
}
