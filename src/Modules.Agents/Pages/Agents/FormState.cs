namespace Switchhook.Agents.Pages.Agents;

/// <summary>A form over the page, or standing in it with the sentence why it was refused and what was typed.</summary>
public record FormState(AgentPage View, string? Wrong = null, string? Typed = null)
{
    public bool IsRefused => Wrong is not null;
}
