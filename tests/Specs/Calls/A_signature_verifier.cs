using Shouldly;
using Switchhook.BuildingBlocks;
using Switchhook.Calls.Ingestion;
using Xunit;

namespace Switchhook.Specs.Calls;

public class A_signature_verifier
{
    [Fact]
    public void is_stored_by_name_and_read_from_rows_that_held_nothing_for_the_platform()
    {
        foreach (var signer in new[] { Signer.Platform, Signer.Owner("tenant") })
            Signer.Read(signer.Stored).ShouldBe(signer);
        Signer.Read(null).ShouldBe(Signer.Platform);
        Should.Throw<ArgumentException>(() => Signer.Owner(Signer.PlatformName));
    }

    [Fact]
    public void makes_the_same_body_another_delivery()
    {
        var body = Given.Body("""{"event":"call_started","call":{"call_id":"call_1"}}""");
        string Of(Signer signer) => new Delivery(Guid.Empty, Given.Now, Given.Now, body, signer).Identity;
        Of(Signer.Platform).ShouldBe("call_started|call_1", "as it has always been stored");
        new[] { Of(Signer.Platform), Of(Signer.Owner("one")), Of(Signer.Owner("two")) }.Distinct().Count().ShouldBe(3);
    }
}
