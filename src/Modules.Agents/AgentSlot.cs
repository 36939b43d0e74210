namespace Switchhook.Agents;

/// <summary>
/// The one place that each user has for an agent. Inserting it is what makes a second agent impossible,
/// whichever tab, click or node asks for it.
/// </summary>
public record AgentSlot(Guid AgentId)
{
    public const string Only = "agent";

    public string Id { get; init; } = Only;
}
