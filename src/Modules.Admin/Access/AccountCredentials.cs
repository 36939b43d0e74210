using System.Collections.Immutable;
using JasperFx.Events;
using Switchhook.Admin.Accounts;

namespace Switchhook.Admin.Access;

/// <summary>What may act for an account besides its owner.</summary>
/// <param name="ShutOut">Issuers that the owner unlinked.</param>
public partial record AccountCredentials(
    string Id,
    ImmutableHashSet<Guid> Keys,
    ImmutableHashSet<Guid> Revoked,
    ImmutableHashSet<string> Issuers,
    ImmutableHashSet<string> ShutOut
)
{
    public const int MostKeys = 20;

    public ImmutableHashSet<string> Passkeys { get; init; } = [];

    public int Live => Keys.Count - Revoked.Count;

    public static AccountCredentials Create(IEvent<AccountOpened> opened) => new(opened.StreamKey!, [], [], [], []);

    public AccountCredentials Apply(ApiKeyCreated created) => this with { Keys = Keys.Add(created.KeyId) };

    public AccountCredentials Apply(ApiKeyRevoked revoked) => this with { Revoked = Revoked.Add(revoked.KeyId) };

    public AccountCredentials Apply(PasskeyAdded added) => this with { Passkeys = Passkeys.Add(added.PasskeyId) };

    public AccountCredentials Apply(PasskeyRemoved removed) => this with { Passkeys = Passkeys.Remove(removed.PasskeyId) };

    public AccountCredentials Apply(IssuerLinked linked) => this with { Issuers = Issuers.Add(linked.Issuer) };

    public AccountCredentials Apply(IssuerUnlinked unlinked) =>
        this with
        {
            Issuers = Issuers.Remove(unlinked.Issuer),
            ShutOut = ShutOut.Add(unlinked.Issuer),
        };

    public AccountCredentials Apply(IssuerReadmitted readmitted) => this with { ShutOut = ShutOut.Remove(readmitted.Issuer) };
}
