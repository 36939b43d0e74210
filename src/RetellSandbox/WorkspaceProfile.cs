namespace Switchhook.RetellSandbox;

/// <summary>What is set about a workspace as a whole.</summary>
/// <param name="WebhookKey">Signs what the workspace sends: its key with the webhook badge, which need not be the one that is called
/// with.</param>
/// <param name="ConcurrencyLimit">Null: 20 are said, and more are played, since tests may ask for hundreds of calls at once.</param>
/// <param name="FallbackNumbers">Whether a number may have a fallback number: some workspaces are refused the field.</param>
public record WorkspaceProfile(
    string OrgName,
    string? ApiKeyName,
    string WebhookKey,
    int? ConcurrencyLimit = null,
    bool FallbackNumbers = true
)
{
    public static WorkspaceProfile Of(string key) => new("Sandbox workspace", "Sandbox", key);
}
