using Switchhook.Agents.Retell;

namespace Switchhook.Agents.Pausing;

/// <summary>How a number was bound before it was paused.</summary>
public record FormerBinding(string? FallbackNumber, IReadOnlyList<RetellBinding> InboundAgents);
