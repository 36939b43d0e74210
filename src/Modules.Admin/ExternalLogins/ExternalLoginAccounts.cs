using JasperFx;
using Marten.Exceptions;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
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
    ExternalLoginLinks links,
    SignUpLinks signUps,
    IMessageBus bus,
    AccessRevocation revocation,
    MailSettings mail,
    TimeProvider time
)
{
    const int LongestKey = 128;

    /// <param name="verifiedEmail">Null when the issuer does not say that the address is the person's own.</param>
    public async Task<ExternalLoginResult> FindAsync(string issuer, string subject, string? verifiedEmail, CancellationToken stop)
    {
        if (subject.Length is 0 or > LongestKey || issuer.Length > LongestKey)
            return new(ExternalLoginFailure.BadSubject);
        if (await links.FindAsync(issuer, subject, stop) is { } linked)
            return linked;
        if (AccountEmail.Read(verifiedEmail) is not { } email)
            return new(ExternalLoginFailure.UnverifiedEmail);
        await links.FirstRequest.WaitAsync(stop);
        try
        {
            return await links.FindAsync(issuer, subject, stop) ?? await FindOrOpenAsync(issuer, subject, email, stop);
        }
        finally
        {
            links.FirstRequest.Release();
        }
    }

    async Task<ExternalLoginResult> FindOrOpenAsync(string issuer, string subject, string email, CancellationToken stop)
    {
        var owner = await accounts.FindByEmailAsync(email);
        if (owner is null && signUps.Mode is SignUpMode.Invitation && !await signUps.IsInvitedAsync(email, stop))
            return new(ExternalLoginFailure.NotInvited);
        if (
            (owner ?? await NewAsync(email, held: signUps.Mode is SignUpMode.Approval && !await signUps.IsInvitedAsync(email, stop)))
            is not { } account
        )
            return new(ExternalLoginFailure.TryAgain);
        if (account.AwaitsApproval)
            await HoldAsync(account.Id);
        if (account.SuspendedAt is not null)
            return new(account.AwaitsApproval ? ExternalLoginFailure.AwaitsApproval : ExternalLoginFailure.Suspended);
        if (await links.HasOtherSubjectAsync(account.Id, issuer, subject, stop))
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
        return await links.FindAsync(issuer, subject, stop) ?? new(ExternalLoginFailure.TryAgain);
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
        await links.StoreAsync(account.Id, issuer, subject);
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
