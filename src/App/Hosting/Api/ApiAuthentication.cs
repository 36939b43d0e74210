using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Switchhook.Admin.ApiKeys;
using Switchhook.App.Hosting.Configuration;
using Switchhook.BuildingBlocks.Options;
using Switchhook.Contracts;

namespace Switchhook.App.Hosting.Api;

/// <summary>
/// Who calls the API: a program with a key, a person with a token of the configured issuer, or a page with the site's cookie. Exactly one
/// counts:
/// where there is an Authorization header, the cookie is not looked at. Pages ask for the cookie alone, so no key ever opens one.
/// </summary>
public static class ApiAuthentication
{
    public const string Any = "api";

    public static void AddApiSignIn(this WebApplicationBuilder builder)
    {
        builder.AddCheckedOptions<OidcOptions>();
        var issuer = TokenIssuer.Read(builder.Configuration, builder.Environment);
        builder.Services.AddSingleton<FailedKeyAttempts>();
        var schemes = builder
            .Services.AddAuthentication()
            .AddScheme<AuthenticationSchemeOptions, ApiKeyScheme>(ApiKeyScheme.Name, null)
            .AddPolicyScheme(
                Any,
                null,
                options =>
                {
                    options.ForwardDefaultSelector = http => SchemeOf(http, issuer is not null);
                    options.ForwardChallenge = options.ForwardForbid = ApiKeyScheme.Name;
                }
            );
        issuer?.AddTo(schemes);
        builder
            .Services.AddAuthorizationBuilder()
            .AddPolicy(ApiAccess.Read, policy => policy.AddAuthenticationSchemes(Any).RequireAuthenticatedUser())
            .AddPolicy(
                ApiAccess.Write,
                policy => policy.AddAuthenticationSchemes(Any).RequireAuthenticatedUser().RequireAssertion(MayWrite)
            );
    }

    /// <summary>The bearer token of the request; null where there is an Authorization header of another kind, or several.</summary>
    public static string? Bearer(HttpContext http) =>
        http.Request.Headers.Authorization is [{ } only] && only.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
            ? only["Bearer ".Length..].Trim()
            : null;

    public static bool IsByCookie(HttpContext http) => http.User.Identity?.AuthenticationType == IdentityConstants.ApplicationScheme;

    static string SchemeOf(HttpContext http, bool issuerConfigured)
    {
        if (!http.Request.Headers.ContainsKey("Authorization"))
            return IdentityConstants.ApplicationScheme;
        var isToken = issuerConfigured && Bearer(http) is { } bearer && !bearer.StartsWith(ApiSecret.Prefix, StringComparison.Ordinal);
        return isToken ? TokenIssuer.Scheme : ApiKeyScheme.Name;
    }

    static bool MayWrite(AuthorizationHandlerContext context) =>
        context.User.Identity?.AuthenticationType == IdentityConstants.ApplicationScheme
        || context.User.HasClaim(ApiScopes.Claim, ApiScopes.Write);
}
