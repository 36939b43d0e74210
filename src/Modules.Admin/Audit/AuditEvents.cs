namespace Switchhook.Admin.Audit;

/// <summary>
/// What an auditor looked at, in the auditor's own stream. Whom an address led to is kept as that account's id, and the address is not:
/// who somebody is, is in Identity.
/// </summary>
public abstract record AuditedAccess;

public sealed record OwnersSearched(IReadOnlyList<Guid> Found) : AuditedAccess;

/// <param name="Id">The whole key or the part behind its kind, when one was asked for.</param>
/// <param name="Shown">How many streams the answer held.</param>
public sealed record StreamsSearched(string? Kind, Guid? Owner, string? Id, int Shown) : AuditedAccess;

public sealed record StreamReplayed(Guid Owner, string Stream, long Version) : AuditedAccess;
