namespace Switchhook.Admin.Accounts;

// In the order in which an account usually lives through them. Who somebody is, is in Identity; here are only ids and what happened.

/// <param name="By">sign-up, first-admin or configuration.</param>
public record AccountOpened(string By);

public record EmailConfirmed;

/// <param name="With">password, passkey or first-admin.</param>
public record SignedIn(string With);

public record SignInFailed;

/// <param name="Until">For the network that the wrong passwords came from; in older histories, for everybody.</param>
public record LockedOut(DateTimeOffset Until);

public record SignedOut(bool Everywhere);

/// <summary>Signed out from another device.</summary>
public record SessionEnded(Guid SessionId);

/// <param name="By">account (knowing the old one) or mail (forgotten).</param>
public record PasswordChanged(string By);

public record PasskeyAdded(string PasskeyId);

public record PasskeyRenamed(string PasskeyId);

public record PasskeyRemoved(string PasskeyId);

/// <param name="Zone">As IANA names it.</param>
public record TimeZoneChosen(string Zone);

public record RoleGranted(string Role);

public record RoleWithdrawn(string Role);

/// <summary>Signed up where an admin approves accounts.</summary>
public record AccountHeld;

public record AccountApproved;

public record AccountSuspended;

public record AccountReinstated;

/// <param name="Scope">read or write. Its name and hash are in Identity's tables.</param>
public record ApiKeyCreated(Guid KeyId, string Scope);

public record ApiKeyRevoked(Guid KeyId);

/// <summary>Tokens of this OpenID Connect issuer act for the account.</summary>
public record IssuerLinked(string Issuer);

/// <summary>They act for it no more, and are not linked again by themselves.</summary>
public record IssuerUnlinked(string Issuer);

public record IssuerReadmitted(string Issuer);

/// <summary>By this account, as an admin.</summary>
/// <param name="Limit">Its name.</param>
/// <param name="Of">The account whose address was limited, where it is one's.</param>
public record LimitCleared(string Limit, Guid? Of);
