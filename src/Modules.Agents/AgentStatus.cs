namespace Switchhook.Agents;

public static class AgentStatus
{
    public const string SettingUp = "Setting up";
    public const string Live = "Live";
    /// <summary>Something went wrong and is not settled yet: what was made is still being undone.</summary>
    public const string NeedsAttention = "Needs attention";
    public const string Failed = "Failed";
    public const string Disconnecting = "Disconnecting", Disconnected = "Disconnected";
}
