using Shouldly;
using Switchhook.Admin;
using Xunit;

namespace Switchhook.Specs.Admin;

public class The_reason_of_a_failed_message
{
    [Theory]
    [InlineData("23505: duplicate key value violates unique constraint \"pk_leads\"", "23505: duplicate key value violates unique constraint …")]
    [InlineData("Nobody is called ana@example.com here", "Nobody is called … here")]
    [InlineData("No lead has the number +1 415 555 0142.", "No lead has the number ….")]
    [InlineData("Key (id)=(lead/7) exists", "Key (id)… exists")]
    [InlineData("First\nsecond", "First")]
    [InlineData(null, "")]
    public void leaves_out_what_may_be_somebodys(string? message, string shown) => FailedMessages.Reason(message).ShouldBe(shown);
}
