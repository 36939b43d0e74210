namespace Switchhook.RetellSandbox.Scripts;

static class NeverConnected
{
    public const string Text = """
        = summary: The call did not connect: nobody picked up.
        = end: dial_no_answer
        ---
        = summary: The call did not connect: the line was busy.
        = end: dial_busy
        ---
        = summary: The call did not connect: the call was declined.
        = end: user_declined
        """;
}
