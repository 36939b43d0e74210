namespace Switchhook.Agents.Reconciliation;

public static class MissingResourceText
{
    public static string For(IReadOnlyList<RetellResourceKind> lost, bool connected = false)
    {
        var things = lost.Select(x =>
            x switch
            {
                RetellResourceKind.Number => "the number",
                RetellResourceKind.Agent => "the agent",
                _ => "the prompt",
            }
        );
        var next = connected
            ? "Disconnect this agent here, then connect or create another one."
            : "Delete this agent here and create a new one.";
        return $"At Retell {string.Join(" and ", things)} is gone: somebody removed it there, so callers are not answered. {next}";
    }
}
