using System.Collections.Immutable;
using JasperFx;
using Marten;

namespace Switchhook.Leads.Notifications;

/// <summary>
/// The leads that no mail has told of yet, and when one will. One document for each owner, written with its revision: a lead leaves it
/// in the transaction that makes its mail, so it is in one mail, whatever is changed meanwhile.
/// </summary>
public sealed record DigestPlan(ImmutableList<string> Leads) : IRevisioned
{
    public const string Own = "own";

    /// <summary>As many as a mail may hold. The others follow in the next one at once.</summary>
    public const int Most = 100;

    public static readonly DigestPlan Empty = new([]);

    public string Id { get; init; } = Own;
    public int Version { get; set; }

    /// <summary>When the mail is due. Null while nobody waits, or no mail is wanted.</summary>
    public DateTimeOffset? At { get; init; }

    public static async Task<DigestPlan> ReadAsync(IQuerySession session, CancellationToken stop) =>
        await session.LoadAsync<DigestPlan>(Own, stop) ?? Empty;

    /// <summary>Somebody waits for the next mail.</summary>
    public DigestPlan Add(string lead, NotificationPreferences preferences, DateTimeOffset now) =>
        Leads.Contains(lead) ? this : (this with { Leads = Leads.Add(lead) }).For(preferences, now);

    /// <summary>The preferences changed: leads that wait already are mailed at once, at the new hour, or never.</summary>
    public DigestPlan For(NotificationPreferences preferences, DateTimeOffset now) =>
        this with
        {
            At = Leads.IsEmpty
                ? null
                : preferences.Mail switch
                {
                    NotificationMode.Instant => now,
                    NotificationMode.Digest => preferences.NextDigest(now),
                    _ => null,
                },
        };

    public bool IsDue(DateTimeOffset now) => At <= now;

    /// <summary>Those of the mail that is made now, and what is planned after it.</summary>
    public (ImmutableList<string> Leads, DigestPlan After) Take(DateTimeOffset now)
    {
        var taken = Leads.Take(Most).ToImmutableList();
        var rest = Leads.RemoveRange(0, taken.Count);
        return (taken, this with { Leads = rest, At = rest.IsEmpty ? null : now });
    }

    public void Write(IDocumentSession session)
    {
        // Both fail when another has written it since it was read; deciding again then sees what that one wrote.
        if (Version == 0)
            session.Insert(this);
        else
            session.UpdateRevision(this, Version + 1);
    }
}

/// <summary>What a build before this one kept: the digest of a day that is to be written. Read while such a one is still due.</summary>
public record LegacyDigestPlan(string Id, DateTimeOffset At);
