using Microsoft.AspNetCore.Identity;
using Switchhook.Admin.Accounts;

namespace Switchhook.Admin.SignIn;

/// <summary>Length is what counts: no rules about kinds of characters, only what everybody tries first is refused.</summary>
public sealed class PasswordRules : IPasswordValidator<Account>
{
    public const int MinimumLength = 10;

    static readonly HashSet<string> Common = new(StringComparer.OrdinalIgnoreCase)
    {
        "1234567890",
        "0123456789",
        "12345678910",
        "0987654321",
        "1111111111",
        "0000000000",
        "1q2w3e4r5t",
        "q1w2e3r4t5",
        "qwertyuiop",
        "qwertyuiop123",
        "qwerty12345",
        "qwerty123456",
        "asdfghjkl1",
        "asdfghjkl123",
        "password12",
        "password123",
        "password1234",
        "passw0rd123",
        "mypassword",
        "letmein123",
        "iloveyou12",
        "welcome123",
        "welcome1234",
        "admin12345",
        "administrator",
        "changeme123",
        "abcdefghij",
        "abc1234567",
        "football123",
        "baseball123",
        "sunshine123",
        "princess123",
        "superman123",
        "trustno1trustno1",
        "switchhook",
        "switchhook1",
        "switchhook123",
    };

    public Task<IdentityResult> ValidateAsync(UserManager<Account> manager, Account account, string? password) =>
        Task.FromResult(
            ValidationError(account.Email, password) is { } fault
                ? IdentityResult.Failed(new IdentityError { Code = "Password", Description = fault })
                : IdentityResult.Success
        );

    public static string? ValidationError(string? email, string? password)
    {
        if (password is null || password.Length < MinimumLength)
            return $"Choose a password of at least {MinimumLength} characters.";
        if (password.Length > 200)
            return "Choose a password of at most 200 characters.";
        if (Common.Contains(password) || password.Distinct().Count() < 4)
            return "That password is among the first that others would try. Choose another.";
        if (
            email is not null
            && (
                password.Equals(email, StringComparison.OrdinalIgnoreCase)
                || password.Equals(email.Split('@')[0], StringComparison.OrdinalIgnoreCase)
            )
        )
            return "Your e-mail address is not a password. Choose another.";
        return null;
    }
}
