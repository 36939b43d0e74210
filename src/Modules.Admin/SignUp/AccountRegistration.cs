using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Switchhook.Admin.Access;
using Switchhook.Admin.Accounts;
using Switchhook.Admin.SignIn;
using Switchhook.Contracts;
using Wolverine;

namespace Switchhook.Admin.SignUp;

/// <summary>
/// Opening accounts. There is none before its address is proven; those of older versions without a proof are taken over by whoever brings
/// it.
/// </summary>
public sealed class AccountRegistration(
    UserManager<Account> accounts,
    AccountsDb rows,
    PasswordCheck passwords,
    AccessRevocation revocation,
    AccountTimeZone timeZone,
    IMessageBus bus,
    TimeProvider time
)
{
    /// <param name="zone">Where the browser says it is; null when it says nothing.</param>
    /// <param name="held">Until an admin has approved it.</param>
    /// <returns>Null when the address has an account already.</returns>
    public async Task<Account?> OpenAsync(string email, string password, UserTimeZone? zone, bool held)
    {
        if (await CreateOrTakeOverAsync(email, password, held) is not { } account)
            return null;
        await bus.InvokeAsAsync(account.Id, new OpenAccount(account.Id, "sign-up"));
        await bus.InvokeAsAsync(account.Id, new ConfirmEmail(account.Id));
        if (held)
            await bus.InvokeAsAsync(account.Id, new HoldAccount(account.Id));
        if (zone is not null)
            await timeZone.SetInitialAsync(account.Id, zone);
        return account;
    }

    /// <summary>For the first admin, who is believed to own the address. A confirmed account keeps its password.</summary>
    public async Task<Account?> OpenConfirmedAsync(string email, string password, string by)
    {
        var account = await accounts.FindByEmailAsync(email) is { EmailConfirmed: true } known
            ? known
            : await CreateOrTakeOverAsync(email, password, held: false);
        if (account is null)
            return null;
        await bus.InvokeAsAsync(account.Id, new OpenAccount(account.Id, by));
        await bus.InvokeAsAsync(account.Id, new ConfirmEmail(account.Id));
        return account;
    }

    async Task<Account?> CreateOrTakeOverAsync(string email, string password, bool held)
    {
        var account = await accounts.FindByEmailAsync(email);
        if (account is { EmailConfirmed: true })
            return null;
        var hash = await passwords.HashAsync(account ?? new Account(), password);
        return account is null ? await CreateAsync(email, hash, held) : await TakeOverAsync(account, hash, held);
    }

    /// <returns>Null when the owner has just confirmed it.</returns>
    async Task<Account?> TakeOverAsync(Account account, string hash, bool held)
    {
        var taken = await revocation.RunAsync(
            account.Id,
            RevocationReason.AddressProven,
            keep: null,
            async transaction =>
            {
                await using var take = new NpgsqlCommand(
                    """
                    update accounts.accounts set password_hash = $1, email_confirmed = true, awaits_approval = $2, suspended_at = case
                        when $2 then $3 else suspended_at end
                    where id = $4 and not email_confirmed
                    """,
                    transaction.Connection,
                    transaction
                );
                foreach (var value in (object[])[hash, held, time.GetUtcNow(), account.Id])
                    take.Parameters.Add(new() { Value = value });
                return await take.ExecuteNonQueryAsync() == 1;
            }
        );
        await rows.Entry(account).ReloadAsync();
        return taken ? account : null;
    }

    /// <returns>Null when another request has just taken the address.</returns>
    async Task<Account?> CreateAsync(string email, string hash, bool held)
    {
        var now = time.GetUtcNow();
        var account = new Account
        {
            Id = Guid.CreateVersion7(now),
            UserName = email,
            Email = email,
            EmailConfirmed = true,
            CreatedAt = now,
            PasswordHash = hash,
            AwaitsApproval = held,
            SuspendedAt = held ? now : null,
        };
        try
        {
            var result = await accounts.CreateAsync(account);
            if (
                result.Errors.Any(x =>
                    x.Code is nameof(IdentityErrorDescriber.DuplicateEmail) or nameof(IdentityErrorDescriber.DuplicateUserName)
                )
            )
                return null;
            result.OrThrow();
            return account;
        }
        catch (DbUpdateException taken) when (taken.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            return null;
        }
    }
}
