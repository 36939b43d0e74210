using System.Collections.Immutable;
using JasperFx.Events;

namespace Switchhook.Admin;

/// <summary>What an account may do. Identity follows it (<see cref="AlignSignIn"/>), so what was decided is what is enforced.</summary>
public partial record Standing(
    string Id, bool EmailConfirmed, bool Suspended, ImmutableSortedSet<string> Roles, ImmutableSortedSet<string> Passkeys, DateTimeOffset? LastSignIn)
{
    public string? Zone { get; init; }

    /// <summary>Waits for an admin's approval.</summary>
    public bool Held { get; init; }

    public static Standing Create(IEvent<AccountOpened> opened) => new(opened.StreamKey!, false, false, [], [], null);

    public Standing Apply(EmailConfirmed _) => this with { EmailConfirmed = true };
    public Standing Apply(IEvent<SignedIn> signedIn) => this with { LastSignIn = signedIn.Timestamp };
    public Standing Apply(PasskeyAdded added) => this with { Passkeys = Passkeys.Add(added.PasskeyId) };
    public Standing Apply(PasskeyRemoved removed) => this with { Passkeys = Passkeys.Remove(removed.PasskeyId) };
    public Standing Apply(TimeZoneChosen chosen) => this with { Zone = chosen.Zone };
    public Standing Apply(RoleGranted granted) => this with { Roles = Roles.Add(granted.Role) };
    public Standing Apply(RoleWithdrawn withdrawn) => this with { Roles = Roles.Remove(withdrawn.Role) };
    public Standing Apply(AccountHeld _) => this with { Held = true };
    public Standing Apply(AccountApproved _) => this with { Held = false };
    public Standing Apply(AccountSuspended _) => this with { Suspended = true };
    public Standing Apply(AccountReinstated _) => this with { Suspended = false };
}
