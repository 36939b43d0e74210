namespace Switchhook.Agents.Connections;

/// <summary>An owner's key as a command may carry it: sealed before the command is sent.</summary>
/// <param name="Ends">The last four characters, to know it by; empty where four would be too much of it.</param>
public record ProtectedKey(string Sealed, string Ends)
{
    public const int ShortestToName = 16;
}
