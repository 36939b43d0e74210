using System.Net;
using System.Text.Json.Nodes;
using Switchhook.Agents.Retell;
using Switchhook.BuildingBlocks.Retell;

namespace Switchhook.Agents.Versions;

/// <summary>Versions of an agent at Retell. A published one never changes: what is to change is a draft made of it.</summary>
public sealed class RetellVersions(RetellClient client)
{
    public async Task<IReadOnlyList<RetellVersionRow>> List(string agentId, CancellationToken stop) =>
        await client.ReadPages($"/list-agent-versions/{Escaped(agentId)}", RetellVersionRow.Read, stop).ToListAsync(stop);

    public async Task<RetellVersion> Read(string agentId, int version, CancellationToken stop) =>
        await WithLlm(await client.Read<JsonObject>($"/get-agent/{Escaped(agentId)}?version={version}", stop), stop);

    public async Task<RetellVersion> Draft(string agentId, int baseVersion, CancellationToken stop) =>
        await WithLlm(
            await client.Create<JsonObject>($"/create-agent-version/{Escaped(agentId)}", new CreateVersion(baseVersion), stop),
            stop
        );

    /// <param name="mark">Tells later runs whose draft this is.</param>
    public async Task Write(Agent agent, RetellVersion draft, AgentSettings settings, string mark, CancellationToken stop)
    {
        if (draft.LlmId is { } llmId)
        {
            await client.Change($"/update-retell-llm/{Escaped(llmId)}?version={draft.LlmVersion}", Words(draft, settings), stop);
        }
        var changes = new ChangeAgent(settings.VoiceId, settings.MaxCallMinutes * 60_000L, mark, agent.NameAtRetell(settings));
        await client.Change($"/update-agent/{Escaped(agent.RetellAgentId!)}?version={draft.Number}", changes, stop);
    }

    /// <summary>
    /// No first line at all is not the same to Retell as an empty one: where neither is asked for, what stands there stays.
    /// </summary>
    static IRetellRequest Words(RetellVersion draft, AgentSettings settings) =>
        settings switch
        {
            { OpensInOwnWords: true } when draft.OpensInOwnWords != true => new ChangePromptToOwnWords(settings.FullPrompt),
            { OpensInOwnWords: false } when draft.OpensInOwnWords != false => new ChangePrompt(settings.FullPrompt, ""),
            _ => new ChangePrompt(settings.FullPrompt, settings.Greeting == draft.Greeting ? null : settings.Greeting),
        };

    public async Task Publish(string agentId, int version, string title, string mark, CancellationToken stop)
    {
        try
        {
            await client.Post($"/publish-agent-version/{Escaped(agentId)}", new PublishVersion(version, title, mark), stop);
        }
        catch (RetellRefusal refused) when (refused.Status is not HttpStatusCode.Unauthorized)
        {
            // Publishing what is published is refused, and a lost answer is no answer: what stands there now decides.
            if (!(await Read(agentId, version, stop)).IsPublished)
                throw;
        }
    }

    async Task<RetellVersion> WithLlm(JsonObject agent, CancellationToken stop) =>
        agent["response_engine"] is JsonObject engine && engine.Text("llm_id") is { } llmId
            ? new(
                agent,
                await client.Read<JsonObject>(
                    $"/get-retell-llm/{Escaped(llmId)}" + (engine["version"] is { } version ? $"?version={version}" : ""),
                    stop
                )
            )
            : new(agent, null);

    static string Escaped(string part) => Uri.EscapeDataString(part);
}
