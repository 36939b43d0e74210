using Shouldly;
using Switchhook.Admin.Messages;
using Switchhook.Contracts;
using Xunit;

namespace Switchhook.Specs.Admin;

public class The_reason_of_a_failed_message
{
    [Theory]
    [InlineData(
        "23505: duplicate key value violates unique constraint \"pk_leads\"",
        "23505: duplicate key value violates unique constraint …"
    )]
    [InlineData("Nobody is called ana@example.com here", "Nobody is called … here")]
    [InlineData("No lead has the number +1 415 555 0142.", "No lead has the number ….")]
    [InlineData("Key (id)=(lead/7) exists", "Key (id)… exists")]
    [InlineData("There is no reply “my secret” to ‘that one’", "There is no reply … to …")]
    [InlineData("First\nsecond", "First")]
    [InlineData(null, "")]
    public void leaves_out_what_may_be_somebodys(string? message, string shown) =>
        FailedMessages.Reason("System.InvalidOperationException", message).ShouldBe(shown);

    [Theory]
    [InlineData(typeof(Refused))]
    [InlineData(typeof(RetryLater))]
    [InlineData(typeof(Switchhook.Agents.Versions.EditConflict))]
    public void says_nothing_of_a_refusal_whose_sentence_may_repeat_what_was_typed(Type refusal) =>
        FailedMessages.Reason(refusal.FullName, "There is no secret.").ShouldBe("");
}
