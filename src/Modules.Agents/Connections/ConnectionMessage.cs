using Switchhook.Agents.Retell;
using Switchhook.Contracts;

namespace Switchhook.Agents.Connections;

public abstract record ConnectionMessage(Guid AgentId) : PersonalData
{
    public string Stream => Agent.StreamOf(AgentId);
}

/// <summary>What changes something at Retell. It looks before it does, so that it may be sent again when no clear answer came.</summary>
public abstract record WebhookMessage(Guid AgentId, int Attempt) : ConnectionMessage(AgentId)
{
    public const int Attempts = 4;

    public bool MayTryAgainAfter(RetellRefusal refusal) => Attempt < Attempts && refusal.IsPassing;
}
