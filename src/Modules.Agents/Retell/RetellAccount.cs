using Switchhook.Agents.Pausing;
using Switchhook.Agents.Versions;

namespace Switchhook.Agents.Retell;

/// <summary>One account at Retell: all that is asked of it, with one key.</summary>
public sealed class RetellAccount(RetellClient client)
{
    public RetellAgents Agents { get; } = new(client);
    public RetellVersions Versions { get; } = new(client);
    public RetellNumberBindings NumberBindings { get; } = new(client);
}
