using Microsoft.AspNetCore.Identity;

namespace Switchhook.Admin;

/// <summary>Signing in with a passkey: the device proves who its owner is, and the account's state decides as ever.</summary>
public sealed class PasskeyDoor(SignInManager<Account> signIn, UserManager<Account> accounts, FrontDoor door)
{
    public async Task<(Entry, Account?)> EnterAsync(string? credential)
    {
        if (string.IsNullOrWhiteSpace(credential)) return (Entry.Wrong, null);
        try
        {
            var proof = await signIn.PerformPasskeyAssertionAsync(credential);
            if (!proof.Succeeded || !(await accounts.AddOrUpdatePasskeyAsync(proof.User, proof.Passkey)).Succeeded) return (Entry.Wrong, null);
            return (await door.EnterAsync(proof.User, "passkey", remember: true), proof.User);
        }
        // Nothing was asked for, or too long ago: there is no challenge that this could answer.
        catch (InvalidOperationException) { return (Entry.Wrong, null); }
    }
}
