using Wolverine;

namespace Switchhook.Agents;

/// <summary>What is recorded of an answer, and what follows.</summary>
public sealed record Finding(IReadOnlyList<object> Events, OutgoingMessages Next)
{
    public static readonly Finding Nothing = new([], []);
}
