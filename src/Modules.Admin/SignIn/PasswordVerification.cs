using Microsoft.AspNetCore.Identity;
using Switchhook.Admin.Accounts;
using Switchhook.Admin.RateLimiting;
using Switchhook.Contracts;
using Wolverine;

namespace Switchhook.Admin.SignIn;

/// <summary>
/// Checks a password. Without the right one nothing is revealed: an unknown address, a wrong password and too many attempts
/// look the same and take as long. Wrong ones count, wherever they are tried.
/// </summary>
public sealed class PasswordVerification(UserManager<Account> accounts, PasswordCheck passwords, SignInLimits limits, IMessageBus bus)
{
    /// <summary>The account that this password opens, or null.</summary>
    /// <exception cref="RetryLater">Too many were tried, or are being tried right now.</exception>
    public async Task<Account?> ProvenAsync(string email, string password)
    {
        var attempt = await limits.BeginAsync(email);
        var (known, opens) = await TryAsync(attempt, email, password);
        if (opens)
        {
            await limits.SucceededAsync(attempt);
            return known;
        }
        await bus.PublishAsync(new RecordWrongPassword(known?.Id, attempt.BeginsPause ? attempt.PausedUntil : null));
        return null;
    }

    async Task<(Account?, bool)> TryAsync(SignInAttempt attempt, string email, string password)
    {
        try
        {
            var known = await accounts.FindByEmailAsync(email);
            return (known, await passwords.IsCorrectAsync(known, password, attempt.Network, attempt.IsKnown));
        }
        catch (Exception)
        {
            // Whatever keeps the password from being looked at (no turn, nobody waiting any more, no database), it was not wrong.
            await limits.UndoAsync(attempt);
            throw;
        }
    }
}
