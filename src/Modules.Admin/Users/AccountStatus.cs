using Switchhook.Admin.Accounts;

namespace Switchhook.Admin.Users;

/// <summary>Waiting: for an admin's approval.</summary>
public enum AccountStatus
{
    Active,
    Unconfirmed,
    Waiting,
    Suspended,
}

public static class AccountStatuses
{
    public static AccountStatus StatusOf(this Account account) =>
        account switch
        {
            { AwaitsApproval: true } => AccountStatus.Waiting,
            { SuspendedAt: not null } => AccountStatus.Suspended,
            { EmailConfirmed: false } => AccountStatus.Unconfirmed,
            _ => AccountStatus.Active,
        };

    /// <summary>The same, as the database is asked.</summary>
    public static IQueryable<Account> Of(this IQueryable<Account> accounts, AccountStatus status) =>
        status switch
        {
            AccountStatus.Waiting => accounts.Where(x => x.AwaitsApproval),
            AccountStatus.Suspended => accounts.Where(x => !x.AwaitsApproval && x.SuspendedAt != null),
            AccountStatus.Unconfirmed => accounts.Where(x => !x.AwaitsApproval && x.SuspendedAt == null && !x.EmailConfirmed),
            _ => accounts.Where(x => !x.AwaitsApproval && x.SuspendedAt == null && x.EmailConfirmed),
        };

    public static string Dot(this AccountStatus status) =>
        status switch
        {
            AccountStatus.Active => "good",
            AccountStatus.Unconfirmed => "neutral",
            AccountStatus.Waiting => "warn",
            _ => "bad",
        };
}
