namespace Switchhook.Agents;

/// <summary>How a number was bound before it was paused.</summary>
public record LineBefore(string? FallbackNumber, IReadOnlyList<RetellBinding> InboundAgents);
