namespace Switchhook.Admin.SignUp;

/// <summary>
/// A mailed link that opens an account for one address. It carries no password: whoever reads the mail chooses it, so it does not matter
/// who asked for the link. Only the code's hash is kept.
/// </summary>
public class SignUpLink
{
    public static readonly TimeSpan Life = TimeSpan.FromHours(3),
        InvitationLife = TimeSpan.FromDays(7);

    public Guid Id { get; set; }
    public required string CodeHash { get; set; }
    public required string Email { get; set; }
    public required string NormalizedEmail { get; set; }

    /// <summary>The admin who invited; null for somebody who signed up.</summary>
    public Guid? InvitedBy { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset ExpiresAt { get; set; }

    /// <summary>Kept for a while, so that a link pressed twice says so.</summary>
    public DateTimeOffset? UsedAt { get; set; }
}
