namespace Switchhook.Admin;

public enum AccountStatus { Active, Unconfirmed, Locked, Suspended }

public static class Statuses
{
    public static AccountStatus StatusAt(this Account account, DateTimeOffset now) => account switch
    {
        { SuspendedAt: not null } => AccountStatus.Suspended,
        { LockoutEnd: { } end } when end > now => AccountStatus.Locked,
        { EmailConfirmed: false } => AccountStatus.Unconfirmed,
        _ => AccountStatus.Active,
    };

    /// <summary>The same, as the database is asked.</summary>
    public static IQueryable<Account> Of(this IQueryable<Account> accounts, AccountStatus status, DateTimeOffset now) => status switch
    {
        AccountStatus.Suspended => accounts.Where(x => x.SuspendedAt != null),
        AccountStatus.Locked => accounts.Where(x => x.SuspendedAt == null && x.LockoutEnd > now),
        AccountStatus.Unconfirmed => accounts.Where(x => x.SuspendedAt == null && (x.LockoutEnd == null || x.LockoutEnd <= now) && !x.EmailConfirmed),
        _ => accounts.Where(x => x.SuspendedAt == null && (x.LockoutEnd == null || x.LockoutEnd <= now) && x.EmailConfirmed),
    };

    public static string Dot(this AccountStatus status) => status switch
    {
        AccountStatus.Active => "good",
        AccountStatus.Unconfirmed => "neutral",
        AccountStatus.Locked => "warn",
        _ => "bad",
    };
}
