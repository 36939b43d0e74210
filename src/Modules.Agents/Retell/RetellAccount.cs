namespace Switchhook.Agents;

/// <summary>One account at Retell: all that is asked of it, with one key.</summary>
public sealed class RetellAccount(RetellLine line)
{
    public RetellAgents Agents { get; } = new(line);
    public RetellVersions Versions { get; } = new(line);
    public RetellLines Lines { get; } = new(line);
}
