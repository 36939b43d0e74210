using Microsoft.AspNetCore.Identity;
using Npgsql;
using Switchhook.Admin.Access;
using Switchhook.Admin.Accounts;
using Switchhook.Admin.Mail;
using Switchhook.Admin.Sessions;
using Wolverine;

namespace Switchhook.Admin.SignIn;

/// <summary>A new password: for somebody who knows the old one, or who reads the account's mail.</summary>
public sealed class PasswordChange(
    UserManager<Account> accounts,
    PasswordVerification verification,
    PasswordCheck passwords,
    SessionStore sessions,
    AccessRevocation revocation,
    IMessageBus bus,
    MailSettings mail
)
{
    /// <summary>Other devices are signed out, this one is not.</summary>
    /// <returns>False when the old one is wrong.</returns>
    public async Task<bool> ChangeAsync(string email, string old, string chosen)
    {
        if (await verification.ProvenAsync(email, old) is not { } account)
            return false;
        var hash = await passwords.HashAsync(account, chosen);
        if (!await revocation.RunAsync(account.Id, RevocationReason.PasswordChanged, sessions.Here, x => StoreHashAsync(x, account, hash)))
            return false;
        await sessions.RenewAsync(account);
        await NotifyAsync(account, "account");
        return true;
    }

    /// <summary>Everything that opened the account before ends with it.</summary>
    /// <returns>False when the code is none, or was used, or is too old.</returns>
    public async Task<bool> ResetAsync(Account account, string code, string chosen)
    {
        if (
            !await accounts.VerifyUserTokenAsync(
                account,
                accounts.Options.Tokens.PasswordResetTokenProvider,
                UserManager<Account>.ResetPasswordTokenPurpose,
                code
            )
        )
            return false;
        var hash = await passwords.HashAsync(account, chosen);
        if (!await revocation.RunAsync(account.Id, RevocationReason.PasswordReset, keep: null, x => StoreHashAsync(x, account, hash)))
            return false;
        // Whoever reads the mail owns the address.
        await bus.InvokeAsAsync(account.Id, new ConfirmEmail(account.Id));
        await NotifyAsync(account, "mail");
        return true;
    }

    /// <summary>Of two at once the first: the stamp that both have seen is another afterwards.</summary>
    static async Task<bool> StoreHashAsync(NpgsqlTransaction transaction, Account account, string hash)
    {
        await using var keep = new NpgsqlCommand(
            "update accounts.accounts set password_hash = $1, email_confirmed = true where id = $2 and security_stamp = $3",
            transaction.Connection,
            transaction
        );
        foreach (var value in (object[])[hash, account.Id, account.SecurityStamp!])
            keep.Parameters.Add(new() { Value = value });
        return await keep.ExecuteNonQueryAsync() == 1;
    }

    async Task NotifyAsync(Account account, string by)
    {
        await bus.InvokeAsAsync(account.Id, new RecordPasswordChange(account.Id, by));
        await bus.PublishAsync(
            by is "mail"
                ? AccountEmails.PasswordReset(account.Email!, mail.Link("/forgot-password"), mail.Link("/account"))
                : AccountEmails.PasswordChanged(account.Email!, mail.Link("/forgot-password"))
        );
    }
}
