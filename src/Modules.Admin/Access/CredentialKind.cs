using Microsoft.AspNetCore.Identity;
using Switchhook.Admin.Accounts;
using Switchhook.Admin.ApiKeys;
using Switchhook.Admin.ExternalLogins;
using Switchhook.Admin.RateLimiting;
using Switchhook.Admin.Sessions;
using Switchhook.Admin.SignIn;
using Switchhook.Admin.SignUp;

namespace Switchhook.Admin.Access;

/// <summary>One kind of thing that lets somebody in as an account, or speaks for it.</summary>
/// <param name="KeptIn">The entities that hold it.</param>
/// <param name="Schemes">The authentication schemes that it opens.</param>
/// <param name="Routes">Where it is shown, when that needs no sign-in, and the streams that it keeps open.</param>
/// <param name="Messages">What waits in a queue and gives it, or hands it out.</param>
/// <param name="End">In the schema of accounts; @account, @keep (this device), @stamp and @now are known.</param>
/// <param name="Survives">The endings that leave it, each with the reason.</param>
public sealed record CredentialKind(
    string Name,
    Type[] KeptIn,
    string[] Schemes,
    string[] Routes,
    Type[] Messages,
    string End,
    IReadOnlyDictionary<RevocationReason, string> Survives
)
{
    static readonly Dictionary<RevocationReason, string> Nothing = [];

    static readonly Dictionary<RevocationReason, string> HeldBySomethingElse = new()
    {
        [RevocationReason.DevicesSignedOut] = "the owner chose to sign out devices alone",
        [RevocationReason.PasswordChanged] =
            "opens without the password, has a list of its own on the same page, and each new one is told by mail",
        [RevocationReason.RolesChanged] = "bears no role",
        [RevocationReason.Suspended] = "is asked on every use whether the account is suspended, and is there again when that is lifted",
    };

    /// <summary>All there are. What is not here, and not among <see cref="NonCredentials"/>, fails a test.</summary>
    public static readonly IReadOnlyList<CredentialKind> All =
    [
        new(
            "session",
            [typeof(Session)],
            [IdentityConstants.ApplicationScheme],
            ["/sign-in"],
            [],
            "delete from accounts.sessions where account_id = @account and id is distinct from @keep",
            Nothing
        ),
        // The stamp stands in every cookie and in every link that was mailed for a new password.
        new(
            "mailed reset link and copied cookie",
            [typeof(Account)],
            [],
            ["/reset-password"],
            [typeof(SendResetLink)],
            "update accounts.accounts set security_stamp = @stamp, concurrency_stamp = @stamp where id = @account",
            Nothing
        ),
        new(
            "mailed sign-up link and invitation",
            [typeof(SignUpLink)],
            [],
            ["/confirm"],
            [typeof(StartSignUp), typeof(SendConfirmationLink), typeof(InvitePerson)],
            "delete from accounts.sign_up_links where used_at is null and normalized_email = (select normalized_email from "
                + "accounts.accounts where id = @account)",
            Nothing
        ),
        new(
            "API key",
            [typeof(ApiKey)],
            ["api-key"],
            [],
            [typeof(StoreApiKey)],
            "update accounts.api_keys set revoked_at = @now where account_id = @account and revoked_at is null",
            HeldBySomethingElse
        ),
        new(
            "passkey",
            [typeof(IdentityUserPasskey<Guid>)],
            [],
            ["/sign-in/passkey-options"],
            [],
            "delete from accounts.passkeys where user_id = @account",
            HeldBySomethingElse
        ),
        new(
            "issuer link",
            [typeof(IdentityUserLogin<Guid>)],
            ["issuer"],
            [],
            [typeof(LinkExternalLogin)],
            "delete from accounts.account_logins where user_id = @account",
            HeldBySomethingElse
        ),
        new(
            "known network",
            [typeof(KnownNetwork)],
            [],
            [],
            [],
            "delete from accounts.known_networks where account_id = @account",
            new Dictionary<RevocationReason, string>
            {
                [RevocationReason.DevicesSignedOut] = KnownNetworkOpensNothing,
                [RevocationReason.PasswordChanged] = KnownNetworkOpensNothing,
                [RevocationReason.RolesChanged] = KnownNetworkOpensNothing,
                [RevocationReason.Suspended] = KnownNetworkOpensNothing,
            }
        ),
        new(
            "mailed link about a lead",
            [],
            [],
            ["/leads/mailed"],
            [],
            "update accounts.accounts set mailed_links_from = @now where id = @account",
            Nothing
        ),
        // Every stream of the account is closed on every node; who is still signed in opens it again.
        new("live stream", [], [], ["/live"], [], $"select pg_notify('changed', @account || ' {LiveEnded}')", Nothing),
    ];

    /// <summary>What the nodes are told, instead of the kind of a stream that changed.</summary>
    public const string LiveEnded = "ended";

    const string KnownNetworkOpensNothing = "opens nothing: the password is asked for all the same";

    public static IEnumerable<CredentialKind> EndedBy(RevocationReason why) => All.Where(x => !x.Survives.ContainsKey(why));
}
