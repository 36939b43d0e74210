using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Switchhook.Admin.ApiKeys;
using Switchhook.Admin.ExternalLogins;
using Switchhook.App.Hosting.Configuration;
using Switchhook.BuildingBlocks.Options;
using Switchhook.Contracts;

namespace Switchhook.App.Hosting.Api;

/// <summary>The OpenID Connect issuer whose tokens this API takes: Supabase, Auth0, Keycloak … Configured under Oidc__.</summary>
/// <param name="Audience">Tokens for somebody else are none of ours, so it must be said.</param>
/// <param name="Keys">A file with the issuer's keys; null when they are found through its discovery document.</param>
/// <param name="EmailsAreVerified">The operator says that the issuer gives tokens only to people whose address is proven.</param>
public sealed record TokenIssuer(string Issuer, string Audience, IssuerKeys? Keys, bool EmailsAreVerified, bool AllowHttp)
{
    public const string Scheme = "issuer";
    static readonly object Proven = new();

    public static TokenIssuer? Read(IConfiguration configuration, IHostEnvironment environment)
    {
        var given = configuration.ReadOptions<OidcOptions>();
        return given is not { Issuer: { } issuer, Audience: { } audience }
            ? null
            : new(
                issuer,
                audience,
                given.Keys is { } file ? IssuerKeys.Read(file) : null,
                given.EmailsAreVerified,
                environment.IsDevelopment()
            );
    }

    public TokenValidationParameters Rules =>
        new()
        {
            ValidIssuer = Issuer,
            ValidAudience = Audience,
            // A public key must never be taken for a shared secret: what may sign is settled by the kind of key, not by the token.
            ValidAlgorithms = Keys?.Algorithms ?? IssuerKeys.Asymmetric,
            IssuerSigningKeys = Keys?.Signing,
            ValidateIssuerSigningKey = true,
            RequireSignedTokens = true,
            RequireExpirationTime = true,
            ClockSkew = TimeSpan.FromSeconds(30),
            AuthenticationType = Scheme,
        };

    public void AddTo(AuthenticationBuilder schemes) =>
        schemes.AddJwtBearer(
            Scheme,
            options =>
            {
                options.MapInboundClaims = false;
                options.RequireHttpsMetadata = !AllowHttp;
                if (Keys is null)
                    options.Authority = Issuer;
                options.TokenValidationParameters = Rules;
                options.Events = new JwtBearerEvents { OnTokenValidated = AuthenticateAsync, OnAuthenticationFailed = ExplainAsync };
            }
        );

    async Task AuthenticateAsync(TokenValidatedContext token)
    {
        var (http, claims) = (token.HttpContext, token.Principal!);
        http.Items[Proven] = true;
        var subject = claims.FindFirst(JwtRegisteredClaimNames.Sub)?.Value ?? "";
        var verified = EmailsAreVerified || claims.FindFirst("email_verified")?.Value is "true" or "True";
        var email = verified ? claims.FindFirst(JwtRegisteredClaimNames.Email)?.Value : null;
        var known = await http
            .RequestServices.GetRequiredService<ExternalLoginAccounts>()
            .FindAsync(Issuer, subject, email, http.RequestAborted);
        if (known.Why is ExternalLoginFailure.No)
        {
            token.Principal = ApiKeyScheme.Principal(new ApiCaller(known.AccountId, ApiScopes.Write), Scheme);
            return;
        }
        Why(known.Why)?.Attach(http);
        token.Fail("no account");
    }

    /// <summary>What nobody signed up with us can help is an ordinary 401.</summary>
    static AuthenticationFailure? Why(ExternalLoginFailure why) =>
        why switch
        {
            ExternalLoginFailure.UnverifiedEmail => new(
                StatusCodes.Status403Forbidden,
                ProblemTypes.NoAccount,
                "The token's issuer does not say that its e-mail address is verified, so it is not known whose account this is for."
            ),
            ExternalLoginFailure.LinkedToAnother => new(
                StatusCodes.Status403Forbidden,
                ProblemTypes.NoAccount,
                "The account with this e-mail address is linked to another user of the same issuer."
            ),
            ExternalLoginFailure.ShutOut => new(
                StatusCodes.Status403Forbidden,
                ProblemTypes.NoAccount,
                "The owner of the account with this e-mail address has unlinked it. They can let it in again on their account page."
            ),
            ExternalLoginFailure.NotInvited => new(
                StatusCodes.Status403Forbidden,
                ProblemTypes.NoAccount,
                "This site is by invitation only: ask its administrator to invite this e-mail address."
            ),
            ExternalLoginFailure.AwaitsApproval => new(
                StatusCodes.Status403Forbidden,
                ProblemTypes.NoAccount,
                "The account is waiting for an administrator's approval."
            ),
            ExternalLoginFailure.TryAgain => Unavailable("The account could not be opened just now. Send the request again."),
            _ => null,
        };

    static async Task ExplainAsync(AuthenticationFailedContext failed)
    {
        // The token was good: what failed after that is ours, and is answered as such.
        if (failed.HttpContext.Items.ContainsKey(Proven))
            return;
        failed.Fail("not a token that opens");
        if (await AreKeysUnavailableAsync(failed))
            Unavailable("The token's issuer does not answer. Send the request again in a moment.").Attach(failed.HttpContext);
    }

    /// <summary>A token may be malformed in any way; only keys that cannot be fetched are no fault of the caller's.</summary>
    static async Task<bool> AreKeysUnavailableAsync(AuthenticationFailedContext failed)
    {
        if (failed.Options.ConfigurationManager is not { } found)
            return false;
        if (failed.Exception is SecurityTokenException and not SecurityTokenSignatureKeyNotFoundException)
            return false;
        try
        {
            await found.GetConfigurationAsync(failed.HttpContext.RequestAborted);
            return false;
        }
        catch (Exception unanswered) when (unanswered is InvalidOperationException or IOException or HttpRequestException)
        {
            failed
                .HttpContext.RequestServices.GetRequiredService<ILogger<TokenIssuer>>()
                .LogWarning("The keys of the token issuer cannot be fetched: {Reason}", unanswered.Message);
            return true;
        }
    }

    static AuthenticationFailure Unavailable(string sentence) =>
        new(StatusCodes.Status503ServiceUnavailable, ProblemTypes.Unavailable, sentence, Wait: 2);
}
