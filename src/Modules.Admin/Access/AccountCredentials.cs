using System.Collections.Immutable;
using JasperFx.Events;

namespace Switchhook.Admin;

/// <summary>What may act for an account besides its owner.</summary>
/// <param name="ShutOut">Issuers that the owner unlinked.</param>
public partial record Keyring(string Id, ImmutableHashSet<Guid> Keys, ImmutableHashSet<Guid> Revoked, ImmutableHashSet<string> Issuers, ImmutableHashSet<string> ShutOut)
{
    public const int MostKeys = 20;

    public ImmutableHashSet<string> Passkeys { get; init; } = [];

    public int Live => Keys.Count - Revoked.Count;

    public static Keyring Create(IEvent<AccountOpened> opened) => new(opened.StreamKey!, [], [], [], []);

    public Keyring Apply(ApiKeyCreated created) => this with { Keys = Keys.Add(created.KeyId) };
    public Keyring Apply(ApiKeyRevoked revoked) => this with { Revoked = Revoked.Add(revoked.KeyId) };
    public Keyring Apply(PasskeyAdded added) => this with { Passkeys = Passkeys.Add(added.PasskeyId) };
    public Keyring Apply(PasskeyRemoved removed) => this with { Passkeys = Passkeys.Remove(removed.PasskeyId) };
    public Keyring Apply(IssuerLinked linked) => this with { Issuers = Issuers.Add(linked.Issuer) };
    public Keyring Apply(IssuerUnlinked unlinked) => this with { Issuers = Issuers.Remove(unlinked.Issuer), ShutOut = ShutOut.Add(unlinked.Issuer) };
    public Keyring Apply(IssuerReadmitted readmitted) => this with { ShutOut = ShutOut.Remove(readmitted.Issuer) };
}
