using Microsoft.AspNetCore.Identity;

namespace Switchhook.Admin.Accounts;

/// <summary>A person who may sign in. Its id is the tenant of everything that is theirs.</summary>
public class Account : IdentityUser<Guid>
{
    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset? LastSignInAt { get; set; }

    /// <summary>Nothing lets them in; also while they wait for an admin's approval.</summary>
    public DateTimeOffset? SuspendedAt { get; set; }

    /// <summary>Signed up where an admin approves accounts, and nobody has answered yet.</summary>
    public bool AwaitsApproval { get; set; }

    /// <summary>Links that were mailed before this do nothing any more.</summary>
    public DateTimeOffset? MailedLinksFrom { get; set; }

    /// <summary>As IANA names it; null when nobody has said.</summary>
    public string? Zone { get; set; }
}

public static class AccountRoles
{
    public const string Admin = "admin",
        Auditor = "auditor";
    public static readonly IReadOnlyList<string> All = [Admin, Auditor];
}
