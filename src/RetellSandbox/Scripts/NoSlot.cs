namespace Switchhook.RetellSandbox.Scripts;

static class NoSlot
{
    public const string Diverted = """
        = summary: All lines were busy: the call went to the fallback number.
        = end: no_concurrency_fallback
        """;

    public const string TurnedAway = """
        = summary: All lines were busy: the call did not connect.
        = end: concurrency_limit_reached
        """;
}
