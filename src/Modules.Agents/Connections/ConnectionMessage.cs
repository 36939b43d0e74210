using System.Net;
using Switchhook.Contracts;

namespace Switchhook.Agents;

public abstract record ConnectMessage(Guid AgentId) : Discreet
{
    public string Stream => Agent.StreamOf(AgentId);
}

/// <summary>What changes something at Retell. It looks before it does, so that it may be sent again when no clear answer came.</summary>
public abstract record WebhookMessage(Guid AgentId, int Attempt) : ConnectMessage(AgentId)
{
    public const int Attempts = 4;

    public bool MayTryAgainAfter(RetellRefusal refusal) => Attempt < Attempts && refusal.IsPassing;
}
