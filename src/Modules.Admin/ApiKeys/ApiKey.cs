namespace Switchhook.Admin.ApiKeys;

/// <summary>A key of somebody's programs. A revoked one stays, so that its id is never used again; the secret itself is nowhere.</summary>
public class ApiKey
{
    public const int LongestName = 60;

    public Guid Id { get; set; }
    public Guid AccountId { get; set; }
    public required string Name { get; set; }
    public required string Scope { get; set; }
    public required byte[] Hash { get; set; }
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>To the minute, so that not every request writes.</summary>
    public DateTimeOffset? LastUsedAt { get; set; }
    public DateTimeOffset? RevokedAt { get; set; }
}

public static class ApiScopes
{
    public const string Claim = "scope",
        Read = "read",
        Write = "write";
    public static readonly IReadOnlyList<string> All = [Read, Write];
}
