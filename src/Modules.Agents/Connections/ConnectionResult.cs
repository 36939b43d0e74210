using Wolverine;

namespace Switchhook.Agents.Connections;

/// <summary>What is recorded of an answer, and what follows.</summary>
public sealed record ConnectionResult(IReadOnlyList<object> Events, OutgoingMessages Next)
{
    public static readonly ConnectionResult Empty = new([], []);
}
