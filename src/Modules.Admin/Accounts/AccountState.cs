using System.Collections.Immutable;
using JasperFx.Events;

namespace Switchhook.Admin.Accounts;

/// <summary>What an account may do. Identity follows it (<see cref="SyncIdentity"/>), so what was decided is what is enforced.</summary>
public partial record AccountState(
    string Id,
    bool EmailConfirmed,
    bool Suspended,
    ImmutableSortedSet<string> Roles,
    ImmutableSortedSet<string> Passkeys,
    DateTimeOffset? LastSignIn
)
{
    public string? Zone { get; init; }

    /// <summary>Waits for an admin's approval.</summary>
    public bool Held { get; init; }

    public static AccountState Create(IEvent<AccountOpened> opened) => new(opened.StreamKey!, false, false, [], [], null);

    public AccountState Apply(EmailConfirmed _) => this with { EmailConfirmed = true };

    public AccountState Apply(IEvent<SignedIn> signedIn) => this with { LastSignIn = signedIn.Timestamp };

    public AccountState Apply(PasskeyAdded added) => this with { Passkeys = Passkeys.Add(added.PasskeyId) };

    public AccountState Apply(PasskeyRemoved removed) => this with { Passkeys = Passkeys.Remove(removed.PasskeyId) };

    public AccountState Apply(TimeZoneChosen chosen) => this with { Zone = chosen.Zone };

    public AccountState Apply(RoleGranted granted) => this with { Roles = Roles.Add(granted.Role) };

    public AccountState Apply(RoleWithdrawn withdrawn) => this with { Roles = Roles.Remove(withdrawn.Role) };

    public AccountState Apply(AccountHeld _) => this with { Held = true };

    public AccountState Apply(AccountApproved _) => this with { Held = false };

    public AccountState Apply(AccountSuspended _) => this with { Suspended = true };

    public AccountState Apply(AccountReinstated _) => this with { Suspended = false };
}
