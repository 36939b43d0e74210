using Shouldly;
using Switchhook.Admin.Access;
using Switchhook.Admin.Accounts;
using Switchhook.Admin.ExternalLogins;
using Switchhook.Contracts;
using Xunit;

namespace Switchhook.Specs.Admin;

public class Unlinking_an_issuer
{
    const string Issuer = "https://login.example.com";
    static readonly Guid Ana = Guid.Parse("01a213cd-6a74-7ce0-bb65-09172831a973");
    static readonly AccountCredentials Linked = new AccountCredentials("account", [], [], [], []).Apply(new IssuerLinked(Issuer));
    static readonly AccountCredentials Unlinked = Linked.Apply(new IssuerUnlinked(Issuer));

    [Fact]
    public void drops_the_link()
    {
        var (events, next) = UnlinkExternalLoginHandler.Handle(new(Ana, Issuer), Linked);
        (events.Single(), next.Single()).ShouldBe((new IssuerUnlinked(Issuer), new DeleteExternalLogin(Ana, Issuer)));
    }

    [Fact]
    public void is_silent_where_there_is_none() => UnlinkExternalLoginHandler.Handle(new(Ana, Issuer), Unlinked).Item1.ShouldBeEmpty();

    [Fact]
    public void keeps_it_from_linking_itself_again() =>
        Should.Throw<Refused>(() => LinkExternalLoginHandler.Handle(new(Ana, Issuer, "ana@example.com", ""), Unlinked));

    [Fact]
    public void ends_when_the_owner_lets_it_in_again()
    {
        var readmitted = Unlinked.Apply(AllowExternalLoginHandler.Handle(new(Ana, Issuer), Unlinked)!);
        LinkExternalLoginHandler
            .Handle(new(Ana, Issuer, "ana@example.com", ""), readmitted)
            .Item1.Single()
            .ShouldBe(new IssuerLinked(Issuer));
        AllowExternalLoginHandler.Handle(new(Ana, Issuer), readmitted).ShouldBeNull();
    }
}
