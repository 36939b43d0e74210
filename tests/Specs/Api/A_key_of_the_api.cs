using System.Collections.Immutable;
using Shouldly;
using Switchhook.Admin.Access;
using Switchhook.Admin.Accounts;
using Switchhook.Admin.ApiKeys;
using Switchhook.Contracts;
using Xunit;

namespace Switchhook.Specs.Api;

public class A_key_of_the_api
{
    static readonly Guid Account = Guid.CreateVersion7(),
        Key = Guid.CreateVersion7();
    static readonly AccountCredentials None = new($"account/{Account}", [], [], [], []);

    [Fact]
    public void is_never_the_same_twice_and_looks_like_one_of_ours()
    {
        var keys = Enumerable.Range(0, 1000).Select(_ => ApiSecret.New()).ToList();
        keys.Distinct().Count().ShouldBe(1000);
        keys.ShouldAllBe(x => x.StartsWith("swh_") && x.Length == 47 && ApiSecret.Hash(x)!.Length == 32);
    }

    [
        Theory,
        InlineData(""),
        InlineData("swh_"),
        InlineData("swx_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"),
        InlineData("swh_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="),
        InlineData("swh_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")
    ]
    public void has_no_hash_when_it_is_none(string text) => ApiSecret.Hash(text).ShouldBeNull();

    [Fact]
    public void is_created_once()
    {
        var (events, messages) = CreateApiKeyHandler.Handle(Wish(), None);
        events.ShouldBe([new ApiKeyCreated(Key, "read")]);
        messages.OfType<StoreApiKey>().Single().Name.ShouldBe("CI");
        messages.OfType<Switchhook.Contracts.SendMail>().Single().To.ShouldBe("ana@example.com");
        CreateApiKeyHandler.Handle(Wish(), None.Apply(new ApiKeyCreated(Key, "read"))).Item1.ShouldBeEmpty();
    }

    [Fact]
    public void is_refused_without_a_name_with_another_scope_or_beyond_twenty()
    {
        Should.Throw<Refused>(() => CreateApiKeyHandler.Handle(Wish() with { Name = "  " }, None));
        Should.Throw<Refused>(() => CreateApiKeyHandler.Handle(Wish() with { Scope = "admin" }, None));
        var full = None with { Keys = [.. Enumerable.Range(0, 20).Select(_ => Guid.NewGuid())] };
        Should.Throw<Refused>(() => CreateApiKeyHandler.Handle(Wish(), full));
        CreateApiKeyHandler.Handle(Wish(), full with { Revoked = ImmutableHashSet.Create(full.Keys.First()) }).Item1.ShouldHaveSingleItem();
    }

    [Fact]
    public void is_revoked_once_and_only_by_its_own_account()
    {
        var keyring = None.Apply(new ApiKeyCreated(Key, "read"));
        var (events, messages) = RevokeApiKeyHandler.Handle(new RevokeApiKey(Account, Key), keyring);
        events.ShouldBe([new ApiKeyRevoked(Key)]);
        messages.ShouldBe([new DisableApiKey(Account, Key)]);
        RevokeApiKeyHandler.Handle(new RevokeApiKey(Account, Key), keyring.Apply(new ApiKeyRevoked(Key))).Item1.ShouldBeEmpty();
        RevokeApiKeyHandler.Handle(new RevokeApiKey(Account, Key), None).Item1.ShouldBeEmpty();
    }

    [Fact]
    public void stands_in_no_log() => Wish().ToString().ShouldBe("CreateApiKey");

    static CreateApiKey Wish() => new(Account, Key, " CI ", "read", [1, 2, 3], "ana@example.com", "https://here.example/account/keys");
}
