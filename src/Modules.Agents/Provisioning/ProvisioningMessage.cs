using Switchhook.Contracts;

namespace Switchhook.Agents.Provisioning;

/// <summary>
/// A step that makes something at Retell, which knows no idempotency: what is asked for twice is made, and billed, twice.
/// </summary>
/// <param name="Attempt">From 1. There is never a third.</param>
/// <param name="Look">0: to make it. From 1: to look whether an attempt without an answer made it.</param>
public abstract record ProvisioningMessage(Guid AgentId, int Attempt, int Look) : PersonalData
{
    public const int Attempts = 2,
        MaxLookups = 3;

    public string Stream => Agent.StreamOf(AgentId);
}
