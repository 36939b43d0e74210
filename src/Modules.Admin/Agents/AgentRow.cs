namespace Switchhook.Admin.Agents;

/// <param name="LastCallAt">Of the calls in its owner's streams, those that came while this agent was the owner's newest.</param>
public sealed record AgentRow(
    string Id,
    Guid Owner,
    string Name,
    string Status,
    string? Number,
    DateTimeOffset CreatedAt,
    DateTimeOffset? LastCallAt,
    string? RetellsMessage
)
{
    public string Dot =>
        Status switch
        {
            "Live" => "good",
            "Setting up" => "info",
            "Needs attention" => "warn",
            "Failed" => "bad",
            _ => "neutral",
        };
}
