using System.Text.Json;

namespace Switchhook.Agents.Retell;

/// <summary>
/// What is asked about an agent that somebody made in Retell's dashboard. A published version never changes: a draft after it does.
/// </summary>
public sealed partial class RetellAgents
{
    public Task<KeyInfo> KeyInfo(CancellationToken stop) => client.Read<KeyInfo>("/get-api-key-info", stop);

    /// <summary>The latest version, be it a draft.</summary>
    public Task<ConnectedAgent> Latest(string agentId, CancellationToken stop) =>
        client.Read<ConnectedAgent>($"/get-agent/{Escaped(agentId)}", stop);

    public Task<ConnectedPrompt> PromptOf(string llmId, int? version, CancellationToken stop) =>
        client.Read<ConnectedPrompt>($"/get-retell-llm/{Escaped(llmId)}" + (version is null ? "" : $"?version={version}"), stop);

    public async Task<string> VoiceName(string voiceId, CancellationToken stop) =>
        RetellVoice.Read(await client.Read<JsonElement>($"/get-voice/{Escaped(voiceId)}", stop))?.VoiceName ?? voiceId;

    public Task<ConnectedNumber> NumberAsBound(string number, CancellationToken stop) =>
        client.Read<ConnectedNumber>($"/get-phone-number/{Escaped(number)}", stop);

    public Task Rebind(string number, BindNumber lists, CancellationToken stop) =>
        client.Change($"/update-phone-number/{Escaped(number)}", lists, stop);

    public Task ChangeFallback(string number, SetFallbackNumber change, CancellationToken stop) =>
        client.Change($"/update-phone-number/{Escaped(number)}", change, stop);

    public Task<ConnectedAgent> DraftAfter(string agentId, int baseVersion, CancellationToken stop) =>
        client.Create<ConnectedAgent>($"/create-agent-version/{Escaped(agentId)}", new CreateVersion(baseVersion), stop);

    public Task ChangeDraft(string agentId, int version, ChangeWebhook change, CancellationToken stop) =>
        client.Change($"/update-agent/{Escaped(agentId)}?version={version}", change, stop);

    public Task DropDraft(string agentId, int version, CancellationToken stop) =>
        client.Remove($"/delete-agent-version/{Escaped(agentId)}?version={version}", stop);
}
