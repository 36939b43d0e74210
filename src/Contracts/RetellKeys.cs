namespace Switchhook.Contracts;

/// <summary>
/// Asked of Agents, since a key is kept in one place and travels in no message: which keys an agent has that its owner connected
/// from a Retell account of their own. Null for every other agent, and for ids that nobody has: never for an agent whose owner's key
/// cannot be read, since the platform's key would then be used instead.
/// </summary>
public interface IRetellKeys
{
    ValueTask<RetellKeys?> OfAsync(string retellAgentId, CancellationToken stop);
}

/// <param name="Tenant">Whose agent it is: what these keys have signed concerns nobody else.</param>
/// <param name="ApiKey">What Retell is called with for this agent; null when the owner's key is stored but cannot be opened.</param>
/// <param name="SignatureKeys">What its deliveries may be signed with: while a key is being replaced, the former one too.</param>
public record RetellKeys(string Tenant, string? ApiKey, IReadOnlyList<string> SignatureKeys) : PersonalData;
