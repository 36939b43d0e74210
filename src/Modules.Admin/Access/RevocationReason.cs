namespace Switchhook.Admin.Access;

/// <summary>Why what lets somebody in comes to an end.</summary>
public enum RevocationReason
{
    /// <summary>By the mailed link: whoever held the account before holds nothing of it afterwards.</summary>
    PasswordReset,

    /// <summary>Somebody proved to read the mail of an account that nobody had confirmed: whoever made it has no part in it.</summary>
    AddressProven,

    /// <summary>Devices, and with them keys, passkeys and linked applications.</summary>
    SignedOutEverywhere,

    /// <summary>Devices alone.</summary>
    DevicesSignedOut,

    /// <summary>By somebody who knew the old one, on a device that stays signed in.</summary>
    PasswordChanged,
    RolesChanged,
    Suspended,
}
