namespace Switchhook.Contracts;

/// <summary>Agents → Calls: from now on, calls of this Retell agent belong to the tenant of the message.</summary>
public record AgentLinked(string RetellAgentId, string AgentName);

/// <summary>Agents → Calls: no further calls of this Retell agent belong to the tenant; what is kept stays.</summary>
public record AgentUnlinked(string RetellAgentId);

public record AgentChanged(string AgentId, string Name, string Status, string? PhoneNumber) : Discreet;
