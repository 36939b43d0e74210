namespace Switchhook.Agents;

public static class LostWords
{
    public static string For(IReadOnlyList<Holding> lost, bool connected = false)
    {
        var things = lost.Select(x => x switch
        {
            Holding.Number => "the number",
            Holding.Agent => "the agent",
            _ => "the prompt",
        });
        return $"At Retell {string.Join(" and ", things)} is gone: somebody removed it there, so callers are not answered. {(connected ? "Disconnect this agent here, then connect or create another" : "Delete this agent here and create a new")} one.";
    }
}
