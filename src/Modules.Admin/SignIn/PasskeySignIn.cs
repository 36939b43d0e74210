using Microsoft.AspNetCore.Identity;
using Switchhook.Admin.Accounts;
using Switchhook.Admin.RateLimiting;

namespace Switchhook.Admin.SignIn;

/// <summary>Signing in with a passkey: the device proves who its owner is, and the account's state decides as ever.</summary>
public sealed class PasskeySignIn(
    SignInManager<Account> signIn,
    UserManager<Account> accounts,
    PasswordSignIn passwordSignIn,
    SignInLimits limits
)
{
    public async Task<SignInOutcome> SignInAsync(string? credential)
    {
        await limits.BeginAsync(SignInLimits.OfPasskeys);
        if (await ProofAsync(credential) is not { Succeeded: true } proof)
            return SignInOutcome.Wrong;
        await limits.SucceededAsync(SignInLimits.OfPasskeys);
        // Its counter has moved on; whom another request has overtaken tries again.
        if (!(await accounts.AddOrUpdatePasskeyAsync(proof.User, proof.Passkey)).Succeeded)
            return SignInOutcome.Wrong;
        return await passwordSignIn.SignInAsync(proof.User, "passkey", remember: true);
    }

    async Task<PasskeyAssertionResult<Account>?> ProofAsync(string? credential)
    {
        if (string.IsNullOrWhiteSpace(credential))
            return null;
        try
        {
            return await signIn.PerformPasskeyAssertionAsync(credential);
        }
        // Nothing was asked for, or too long ago: there is no challenge that this could answer.
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
