using JasperFx;
using Marten.Exceptions;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Switchhook.Admin.Access;
using Switchhook.Admin.Accounts;
using Switchhook.Admin.Mail;
using Switchhook.Admin.SignUp;
using Switchhook.Contracts;
using Wolverine;

namespace Switchhook.Admin.ExternalLogins;

/// <summary>
/// Whose account a token of the configured issuer is for. Once linked, only the subject counts. The first time the verified address
/// decides: its owner's account is linked, or one is opened.
/// </summary>
public sealed class ExternalLoginAccounts(
    UserManager<Account> accounts,
    AccountsDb links,
    [FromKeyedServices(AccountsDb.Schema)] NpgsqlDataSource database,
    IMessageBus bus,
    AccessRevocation revocation,
    SignUpSettings signUp,
    MailSettings mail,
    TimeProvider time
)
{
    const int LongestKey = 128;
    static readonly SemaphoreSlim firstLinkGate = new(1);

    /// <param name="verifiedEmail">Null when the issuer does not say that the address is the person's own.</param>
    public async Task<ExternalLoginResult> FindAsync(string issuer, string subject, string? verifiedEmail, CancellationToken stop)
    {
        if (subject.Length is 0 or > LongestKey || issuer.Length > LongestKey)
            return new(ExternalLoginFailure.BadSubject);
        if (await LinkedAsync(issuer, subject, stop) is { } linked)
            return linked;
        if (AccountEmail.Read(verifiedEmail) is not { } email)
            return new(ExternalLoginFailure.UnverifiedEmail);
        // A front end's first page asks for several things at once: they meet the account that the first of them made.
        await firstLinkGate.WaitAsync(stop);
        try
        {
            return await LinkedAsync(issuer, subject, stop) ?? await FindOrOpenAsync(issuer, subject, email, stop);
        }
        finally
        {
            firstLinkGate.Release();
        }
    }

    async Task<ExternalLoginResult> FindOrOpenAsync(string issuer, string subject, string email, CancellationToken stop)
    {
        var owner = await accounts.FindByEmailAsync(email);
        if (owner is null && signUp.Mode is SignUpMode.Invitation && !await InvitedAsync(email, stop))
            return new(ExternalLoginFailure.NotInvited);
        if (
            (owner ?? await NewAsync(email, held: signUp.Mode is SignUpMode.Approval && !await InvitedAsync(email, stop)))
            is not { } account
        )
            return new(ExternalLoginFailure.TryAgain);
        if (account.AwaitsApproval)
            await HoldAsync(account.Id);
        if (account.SuspendedAt is not null)
            return new(account.AwaitsApproval ? ExternalLoginFailure.AwaitsApproval : ExternalLoginFailure.Suspended);
        if (await links.UserLogins.AnyAsync(x => x.UserId == account.Id && x.LoginProvider == issuer && x.ProviderKey != subject, stop))
            return new(ExternalLoginFailure.LinkedToAnother);
        try
        {
            await LinkAsync(account, issuer, subject);
        }
        catch (Refused)
        {
            return new(ExternalLoginFailure.ShutOut);
        }
        catch (Exception contested) when (contested is ConcurrencyException or ExistingStreamIdCollisionException)
        {
            return new(ExternalLoginFailure.TryAgain);
        }
        return await LinkedAsync(issuer, subject, stop) ?? new(ExternalLoginFailure.TryAgain);
    }

    async Task<ExternalLoginResult?> LinkedAsync(string issuer, string subject, CancellationToken stop)
    {
        await using var command = database.CreateCommand(
            """
            select a.id, a.suspended_at is not null from accounts.account_logins l join accounts.accounts a on a.id = l.user_id
            where l.login_provider = $1 and l.provider_key = $2
            """
        );
        command.Parameters.Add(new() { Value = issuer });
        command.Parameters.Add(new() { Value = subject });
        await using var row = await command.ExecuteReaderAsync(stop);
        if (!await row.ReadAsync(stop))
            return null;
        return row.GetBoolean(1) ? new(ExternalLoginFailure.Suspended) : new(ExternalLoginFailure.No, row.GetGuid(0));
    }

    /// <summary>Null when another node has just taken the address.</summary>
    async Task<Account?> NewAsync(string email, bool held)
    {
        var now = time.GetUtcNow();
        var account = new Account
        {
            Id = Guid.CreateVersion7(now),
            UserName = email,
            Email = email,
            EmailConfirmed = true,
            CreatedAt = now,
            AwaitsApproval = held,
            SuspendedAt = held ? now : null,
        };
        try
        {
            return (await accounts.CreateAsync(account)).Succeeded ? account : null;
        }
        catch (DbUpdateException taken) when (taken.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            return null;
        }
    }

    Task<bool> InvitedAsync(string email, CancellationToken stop)
    {
        var (address, now) = (accounts.NormalizeEmail(email), time.GetUtcNow());
        return links.SignUpLinks.AnyAsync(
            x => x.NormalizedEmail == address && x.InvitedBy != null && x.UsedAt == null && x.ExpiresAt > now,
            stop
        );
    }

    async Task HoldAsync(Guid account)
    {
        await bus.InvokeAsAsync(account, new OpenAccount(account, "issuer"));
        await bus.InvokeAsAsync(account, new ConfirmEmail(account));
        await bus.InvokeAsAsync(account, new HoldAccount(account));
    }

    /// <summary>Every step is silent where it was done before, and the link is the last: cut short, all of it is done again.</summary>
    async Task LinkAsync(Account account, string issuer, string subject)
    {
        // Whoever signed up with this address and never confirmed it is not its owner: what they chose as password opens nothing.
        if (!account.EmailConfirmed)
        {
            await revocation.RunAsync(
                account.Id,
                RevocationReason.AddressProven,
                keep: null,
                async transaction =>
                {
                    await using var prove = new NpgsqlCommand(
                        "update accounts.accounts set email_confirmed = true, password_hash = null where id = $1 and not email_confirmed",
                        transaction.Connection,
                        transaction
                    );
                    prove.Parameters.Add(new() { Value = account.Id });
                    return await prove.ExecuteNonQueryAsync() == 1;
                }
            );
        }
        await bus.InvokeAsAsync(account.Id, new OpenAccount(account.Id, "issuer"));
        await bus.InvokeAsAsync(account.Id, new ConfirmEmail(account.Id));
        await bus.InvokeAsAsync(account.Id, new LinkExternalLogin(account.Id, issuer, account.Email!, mail.Link("/account/keys")));
        await using var link = database.CreateCommand(
            "insert into accounts.account_logins (login_provider, provider_key, user_id) values ($1, $2, $3) on conflict do nothing"
        );
        link.Parameters.Add(new() { Value = issuer });
        link.Parameters.Add(new() { Value = subject });
        link.Parameters.Add(new() { Value = account.Id });
        await link.ExecuteNonQueryAsync();
    }
}

public enum ExternalLoginFailure
{
    No,
    BadSubject,
    UnverifiedEmail,
    LinkedToAnother,
    ShutOut,
    Suspended,
    NotInvited,
    AwaitsApproval,
    TryAgain,
}

public record ExternalLoginResult(ExternalLoginFailure Why, Guid AccountId = default);
