using JasperFx.Events;
using Switchhook.Admin.Accounts;

namespace Switchhook.Specs.Admin;

static class GivenAccount
{
    public static readonly DateTimeOffset Now = new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero);
    public static readonly Guid Id = Guid.Parse("0198c0de-0000-7000-8000-00000000000a");
    public static readonly Guid AnAdmin = Guid.Parse("0198c0de-0000-7000-8000-00000000000b");

    /// <summary>An account that was opened, and then lived through this.</summary>
    public static AccountState With(params object[] history) =>
        history.Aggregate(
            AccountState.Create(new Event<AccountOpened>(new("sign-up")) { StreamKey = $"account/{Id}" }),
            (standing, e) =>
                e switch
                {
                    EmailConfirmed x => standing.Apply(x),
                    SignedIn x => standing.Apply(new Event<SignedIn>(x) { Timestamp = Now }),
                    PasskeyAdded x => standing.Apply(x),
                    PasskeyRemoved x => standing.Apply(x),
                    RoleGranted x => standing.Apply(x),
                    RoleWithdrawn x => standing.Apply(x),
                    AccountHeld x => standing.Apply(x),
                    AccountApproved x => standing.Apply(x),
                    AccountSuspended x => standing.Apply(x),
                    AccountReinstated x => standing.Apply(x),
                    SignInFailed or LockedOut or SignedOut or SessionEnded or PasswordChanged or PasskeyRenamed => standing,
                    _ => throw new ArgumentException(e.GetType().Name),
                }
        );
}
