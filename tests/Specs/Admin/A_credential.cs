using System.Collections.Immutable;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Switchhook.Admin.Access;
using Switchhook.Admin.Accounts;
using Switchhook.Admin.ApiKeys;
using Switchhook.Admin.ExternalLogins;
using Xunit;

namespace Switchhook.Specs.Admin;

/// <summary>A new kind that is on neither list fails here.</summary>
public class A_credential
{
    static readonly IReadOnlyList<CredentialKind> Kinds = CredentialKind.All;

    [Fact]
    public void is_every_entity_of_the_accounts_but_those_with_a_reason()
    {
        using var database = new AccountsDb(AccountsDb.Options("Host=localhost;Database=none"));
        var entities = database.Model.GetEntityTypes().Where(x => !x.IsOwned()).Select(x => x.ClrType).ToList();
        entities
            .Except(Kinds.SelectMany(x => x.KeptIn))
            .Except(NonCredentials.Entities.Keys)
            .Select(x => x.Name)
            .ShouldBeEmpty("say in AccessKind how it ends, or in NonCredentials why it lets nobody in");
        Kinds.SelectMany(x => x.KeptIn).Concat(NonCredentials.Entities.Keys).Except(entities).ShouldBeEmpty("these are gone");
    }

    [Fact]
    public void is_every_message_of_the_module_but_those_that_only_write_down_or_have_a_reason()
    {
        var messages = typeof(CredentialKind)
            .Assembly.GetTypes()
            .Where(x =>
                x.IsClass
                && (
                    x.Name.EndsWith("Handler", StringComparison.Ordinal)
                    || x.GetCustomAttribute<Wolverine.Attributes.WolverineHandlerAttribute>() is not null
                )
            )
            .SelectMany(x => x.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Where(x => x.Name is "Handle" or "HandleAsync" or "Consume")
            .Select(x => x.GetParameters()[0].ParameterType)
            .Distinct()
            .ToList();
        messages.Count.ShouldBeGreaterThan(20);
        messages
            .Where(x => !typeof(AccountCommand).IsAssignableFrom(x))
            .Except(Kinds.SelectMany(x => x.Messages))
            .Except(NonCredentials.Messages.Keys)
            .Select(x => x.Name)
            .ShouldBeEmpty("say in AccessKind what it gives, or in NonCredentials why it gives nothing");
        Kinds
            .SelectMany(x => x.Messages)
            .Concat(NonCredentials.Messages.Keys)
            .Except(messages)
            .Select(x => x.Name)
            .ShouldBeEmpty("these are gone");
    }

    [Fact]
    public void ends_by_each_ending_or_says_why_not()
    {
        foreach (var kind in Kinds)
        {
            kind.End.ShouldContain("@account", customMessage: kind.Name);
            kind.Survives.Values.ShouldAllBe(x => x.Length > 10);
        }
        CredentialKind.EndedBy(RevocationReason.PasswordReset).ShouldBe(Kinds);
        CredentialKind.EndedBy(RevocationReason.AddressProven).ShouldBe(Kinds);
        CredentialKind.EndedBy(RevocationReason.SignedOutEverywhere).ShouldBe(Kinds);
        foreach (var why in Enum.GetValues<RevocationReason>())
            CredentialKind.EndedBy(why).Select(x => x.Name).ShouldBeSubsetOf(Kinds.Select(x => x.Name));
    }

    [Fact]
    public void is_revoked_as_the_accounts_history_has_it_also_where_a_key_is_still_on_its_way()
    {
        var (live, gone) = (Guid.NewGuid(), Guid.NewGuid());
        var keyring = new AccountCredentials(
            "account/a",
            ImmutableHashSet.Create(live, gone),
            ImmutableHashSet.Create(gone),
            ImmutableHashSet.Create("https://issuer.example"),
            []
        )
        {
            Passkeys = ["passkey"],
        };
        var (events, messages) = RevokeAccessHandler.Handle(new(GivenAccount.Id), keyring);
        events.ShouldBe([new ApiKeyRevoked(live), new IssuerUnlinked("https://issuer.example"), new PasskeyRemoved("passkey")]);
        messages.ShouldBe([
            new DisableApiKey(GivenAccount.Id, live),
            new DeleteExternalLogin(GivenAccount.Id, "https://issuer.example"),
            new DeletePasskey(GivenAccount.Id, "passkey"),
        ]);
        RevokeAccessHandler.Handle(new(GivenAccount.Id), null).Item1.ShouldBeEmpty();
        // Tried again, it has nothing left to say.
        var ended = keyring
            .Apply(new ApiKeyRevoked(live))
            .Apply(new IssuerUnlinked("https://issuer.example"))
            .Apply(new PasskeyRemoved("passkey"));
        RevokeAccessHandler.Handle(new(GivenAccount.Id), ended).Item1.ShouldBeEmpty();
        GivenAccount
            .With(new PasskeyAdded("passkey"), new PasskeyRemoved("passkey"), new PasskeyRemoved("passkey"))
            .Passkeys.ShouldBeEmpty();
    }
}

public class Approving_an_account
{
    static readonly ApproveAccount Approve = new(GivenAccount.Id, "ana@example.com", "https://here.example/sign-in");

    [Fact]
    public void lets_it_in_and_tells_its_owner()
    {
        var (events, messages) = ApproveAccountHandler.Handle(Approve, GivenAccount.With(new AccountHeld()));
        events.ShouldBe([new AccountApproved()]);
        messages.OfType<SyncIdentity>().ShouldHaveSingleItem();
        messages.OfType<Switchhook.Contracts.SendMail>().Single().To.ShouldBe("ana@example.com");
    }

    [Fact]
    public void is_silent_when_it_does_not_wait() =>
        ApproveAccountHandler.Handle(Approve, GivenAccount.With(new AccountHeld(), new AccountApproved())).Item2.ShouldBeEmpty();

    [Fact]
    public void is_asked_for_once()
    {
        HoldAccountHandler.Handle(new(GivenAccount.Id), GivenAccount.With()).ShouldBe(new AccountHeld());
        HoldAccountHandler.Handle(new(GivenAccount.Id), GivenAccount.With(new AccountHeld())).ShouldBeNull();
    }
}
