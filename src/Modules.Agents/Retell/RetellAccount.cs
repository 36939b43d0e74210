using Switchhook.Agents.Pausing;
using Switchhook.Agents.Versions;

namespace Switchhook.Agents.Retell;

/// <summary>One account at Retell: all that is asked of it, with one key.</summary>
public sealed class RetellAccount(RetellClient line)
{
    public RetellAgents Agents { get; } = new(line);
    public RetellVersions Versions { get; } = new(line);
    public RetellNumberBindings Lines { get; } = new(line);
}
