namespace Switchhook.Contracts;

/// <summary>Agents → Calls: from now on, calls of this Retell agent belong to the tenant of the message.</summary>
public record AgentLinked(string RetellAgentId, string AgentName);

/// <summary>Agents → Calls: no further calls of this Retell agent belong to the tenant; what is kept stays.</summary>
public record AgentUnlinked(string RetellAgentId);

/// <summary>Agents → Calls: calls from now on name the agent so.</summary>
public record AgentRenamed(string RetellAgentId, string AgentName) : PersonalData;

/// <param name="FallbackNumber">E.164; where callers are sent while the agent does not answer. Null: nowhere.</param>
/// <param name="BackupNumber">E.164; where callers are sent when all lines are busy or Retell has an outage. Null: nowhere.</param>
/// <param name="RetellsMessage">For the operator: what Retell itself said when it refused; null while all is well.</param>
public record AgentChanged(
    string AgentId,
    string Name,
    string Status,
    string? PhoneNumber,
    string? RetellsMessage = null,
    string? FallbackNumber = null,
    string? BackupNumber = null
) : PersonalData;

/// <summary>Calls → Agents: the first delivery came whose signature proves that it is about this agent.</summary>
public record FirstWebhookReceived(string RetellAgentId);

/// <summary>Agents → Admin: somebody says that an agent in the platform's own Retell account is theirs. An admin has to agree.</summary>
public record OwnershipApprovalRequested(Guid AgentId, string Name, string RetellAgentId, string PhoneNumber) : PersonalData;

/// <summary>Agents → Admin: nothing is left to decide; whoever asked has gone, or it was decided.</summary>
public record OwnershipApprovalClosed(Guid AgentId);

/// <summary>Admin → Agents: an admin has decided.</summary>
public record OwnershipApprovalDecided(Guid AgentId, bool Approved);
