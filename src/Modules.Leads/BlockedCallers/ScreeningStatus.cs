namespace Switchhook.Leads.BlockedCallers;

/// <summary>Whether those who are blocked are in fact turned away.</summary>
public record ScreeningStatus(bool IsGuarded, string? Why)
{
    public const string Only = "line";

    public string Id { get; init; } = Only;
}
