using System.Collections.Immutable;
using JasperFx.Events;

namespace Switchhook.Admin;

/// <summary>What may act for an account besides its owner.</summary>
public partial record Keyring(string Id, ImmutableHashSet<Guid> Keys, ImmutableHashSet<Guid> Revoked, ImmutableHashSet<string> Issuers)
{
    public const int MostKeys = 20;

    public int Live => Keys.Count - Revoked.Count;

    public static Keyring Create(IEvent<AccountOpened> opened) => new(opened.StreamKey!, [], [], []);

    public Keyring Apply(ApiKeyCreated created) => this with { Keys = Keys.Add(created.KeyId) };
    public Keyring Apply(ApiKeyRevoked revoked) => this with { Revoked = Revoked.Add(revoked.KeyId) };
    public Keyring Apply(IssuerLinked linked) => this with { Issuers = Issuers.Add(linked.Issuer) };
}
