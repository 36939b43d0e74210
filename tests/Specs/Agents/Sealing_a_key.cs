using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Shouldly;
using Switchhook.Agents.Connections;
using Xunit;

namespace Switchhook.Specs.Agents;

public class Sealing_a_key
{
    const string Key = "key_3f8a1c5e7b9d0246wxyz";

    static readonly EphemeralDataProtectionProvider Keys = new();
    static readonly RetellKeyProtector Seal = new(
        Keys,
        new("https://retell.example.com", "key_of_the_platform", "key_of_the_platform", "https://example.com", IsSandbox: false)
    );

    [Fact]
    public void gives_it_back_in_the_tenant_that_it_was_sealed_for() =>
        Seal.Unprotect("ana", Seal.Protect("ana", $" {Key} ")!.Sealed).ShouldBe(Key);

    [Fact]
    public void opens_nothing_in_another_tenant()
    {
        var given = Seal.Protect("ana", Key)!.Sealed;
        Should.Throw<CryptographicException>(() => Seal.Unprotect("bob", given));
    }

    [Theory]
    [InlineData("agents", "ana", "webhook-secret")]
    [InlineData("calls", "ana", "retell-api-key")]
    [InlineData("agents", "ana", "")]
    public void opens_nothing_in_another_field(string module, string tenant, string field)
    {
        var given = Seal.Protect("ana", Key)!.Sealed;
        Should.Throw<CryptographicException>(() => Keys.CreateProtector(module, tenant, field).Unprotect(given));
        var elsewhere = Keys.CreateProtector(module, tenant, field).Protect(Key);
        Should.Throw<CryptographicException>(() => Seal.Unprotect("ana", elsewhere));
    }

    [Fact]
    public void opens_nothing_that_was_altered()
    {
        var given = Seal.Protect("ana", Key)!.Sealed.ToCharArray();
        given[^5] = given[^5] == 'A' ? 'B' : 'A';
        Should.Throw<CryptographicException>(() => Seal.Unprotect("ana", new string(given)));
    }

    [Fact]
    public void leaves_nothing_of_it_readable_but_its_end()
    {
        var given = Seal.Protect("ana", Key)!;
        given.Ends.ShouldBe("wxyz");
        given.Sealed.ShouldNotContain(Key);
        given.Sealed.ShouldNotContain(Convert.ToBase64String(Encoding.UTF8.GetBytes(Key)));
        $"{new ConnectAgent(Guid.Empty, "n", null, "a", "n", given)}".ShouldBe("ConnectAgent");
        Seal.Protect("ana", "short_wxyz")!.Ends.ShouldBeEmpty("four would be too much of it");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("  ")]
    [InlineData("key_of_the_platform")]
    public void has_nothing_to_seal_where_none_of_the_owners_own_was_given(string? key) => Seal.Protect("ana", key).ShouldBeNull();
}
