using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Switchhook.Admin.ApiKeys;
using Switchhook.Contracts;

namespace Switchhook.App.Hosting.Api;

/// <summary>Personal keys; and the answer to whoever is not let in, with whatever they came.</summary>
public sealed class ApiKeyScheme(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logs,
    UrlEncoder encoder,
    ApiKeyCheck keys,
    FailedKeyAttempts wrong
) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logs, encoder)
{
    public const string Name = "api-key";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (ApiAuthentication.Bearer(Context) is not { } bearer || ApiSecret.Hash(bearer) is not { } hash)
            return AuthenticateResult.Fail("not a key");
        if (wrong.IsBlocked(Context, hash))
            return AuthenticateResult.Fail("too many wrong keys");
        if (await keys.FindAsync(hash, Context.RequestAborted) is not { } holder)
            return AuthenticateResult.Fail("not a key that opens");
        wrong.RecordSuccess(hash);
        return AuthenticateResult.Success(new AuthenticationTicket(Principal(holder, Name), Name));
    }

    /// <summary>Whom a program acts for: their tenant and name, but none of their roles.</summary>
    public static ClaimsPrincipal Principal(ApiCaller holder, string scheme) =>
        new(
            new ClaimsIdentity(
                [
                    new(ClaimTypes.NameIdentifier, holder.AccountId.ToString()),
                    new(TenancyFilter.Claim, holder.AccountId.ToString()),
                    new(ApiScopes.Claim, holder.Scope),
                    new(TenancyFilter.ActorClaim, holder.Actor.ToString()),
                ],
                scheme
            )
        );

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var came = Request.Headers.ContainsKey("Authorization");
        if (AuthenticationFailure.Of(Context) is { } known)
        {
            await known.AnswerAsync(Context);
            return;
        }
        if (came && await wrong.CountAsync(Context) is { } wait)
        {
            await new AuthenticationFailure(
                StatusCodes.Status429TooManyRequests,
                ProblemTypes.TooManyWrongKeys,
                "Too many wrong keys came from your address. Wait a moment.",
                wait
            ).AnswerAsync(Context);
            return;
        }
        Response.Headers.WWWAuthenticate = came ? "Bearer realm=\"switchhook\", error=\"invalid_token\"" : "Bearer realm=\"switchhook\"";
        await new AuthenticationFailure(
            StatusCodes.Status401Unauthorized,
            ProblemTypes.Unauthenticated,
            came
                ? "This key or token does not open: it is unknown, revoked or expired, or its account is suspended."
                : "Send a key of yours as `Authorization: Bearer swh_…`. Keys are made on the account page."
        ).AnswerAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer realm=\"switchhook\", error=\"insufficient_scope\", scope=\"write\"";
        return new AuthenticationFailure(
            StatusCodes.Status403Forbidden,
            ProblemTypes.InsufficientScope,
            "This key may only read. Make one that may write for this."
        ).AnswerAsync(Context);
    }
}
