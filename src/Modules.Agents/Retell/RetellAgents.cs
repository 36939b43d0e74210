using System.Net;
using Switchhook.Agents.Voices;
using Switchhook.Contracts;

namespace Switchhook.Agents.Retell;

/// <summary>
/// What this module asks of Retell. Creates are sent once and never again by themselves; what only reads may be asked twice.
/// </summary>
[ChangesExternalSystems]
public sealed partial class RetellAgents(RetellClient client)
{
    public async Task<string> CreatePrompt(RetellLlm llm, CancellationToken stop) =>
        (await client.Create<RetellLlmRow>("/create-retell-llm", llm, stop)).LlmId;

    public async Task<string?> FindPrompt(string tag, CancellationToken stop) =>
        (await Prompts(stop).FirstOrDefaultAsync(x => x.Tag == tag, stop))?.LlmId;

    public Task<CreatedRetellAgent> CreateAgent(RetellAgent agent, CancellationToken stop) =>
        client.Create<CreatedRetellAgent>("/create-agent", agent, stop);

    public Task<CreatedRetellAgent> GetAgent(string agentId, CancellationToken stop) =>
        client.Read<CreatedRetellAgent>($"/get-agent/{Escaped(agentId)}", stop);

    public async Task<CreatedRetellAgent?> FindAgent(string tag, CancellationToken stop) =>
        await Agents(tag, stop).FirstOrDefaultAsync(x => x.AgentName?.Contains($"({tag})", StringComparison.Ordinal) == true, stop)
            is { } row
            ? await GetAgent(row.AgentId, stop)
            : null;

    public async Task Publish(string agentId, int version, CancellationToken stop)
    {
        try
        {
            await client.Post($"/publish-agent-version/{Escaped(agentId)}", new PublishVersion(version), stop);
        }
        catch (RetellRefusal refused) when (refused.Status is not HttpStatusCode.Unauthorized)
        {
            // Publishing what is published is refused, and a lost answer is no answer: what stands there now decides.
            if (!(await GetAgent(agentId, stop)).IsPublished)
                throw;
        }
    }

    public Task<RetellNumber> BuyNumber(RetellNumberOrder order, CancellationToken stop) =>
        client.Create<RetellNumber>("/create-phone-number", order, stop);

    public async Task<RetellNumber?> FindNumber(string tag, CancellationToken stop) =>
        await Numbers(stop).FirstOrDefaultAsync(x => x.Nickname == tag, stop);

    public Task Remove(RetellResourceKind kind, string id, CancellationToken stop) =>
        client.Remove(
            kind switch
            {
                RetellResourceKind.Prompt => $"/delete-retell-llm/{Escaped(id)}",
                RetellResourceKind.Agent => $"/delete-agent/{Escaped(id)}",
                _ => $"/delete-phone-number/{Escaped(id)}",
            },
            stop
        );

    public async Task<bool> Exists(RetellResourceKind kind, string id, CancellationToken stop)
    {
        try
        {
            await client.Read<object>(
                kind switch
                {
                    RetellResourceKind.Prompt => $"/get-retell-llm/{Escaped(id)}",
                    RetellResourceKind.Agent => $"/get-agent/{Escaped(id)}",
                    _ => $"/get-phone-number/{Escaped(id)}",
                },
                stop
            );
            return true;
        }
        catch (RetellRefusal gone) when (gone.Status is HttpStatusCode.NotFound or HttpStatusCode.UnprocessableEntity)
        {
            return false;
        }
    }

    /// <summary>All that stands in the workspace, whoever made it, with the text that may hold a tag.</summary>
    public async Task<IReadOnlyList<(RetellResourceKind Kind, string Id, string? Tag)>> Inventory(CancellationToken stop) =>
        [
            .. (await Numbers(stop).ToListAsync(stop)).Select(x => (RetellResourceKind.Number, x.PhoneNumber, x.Nickname)),
            .. (await Agents(null, stop).ToListAsync(stop)).Select(x => (RetellResourceKind.Agent, x.AgentId, x.AgentName)),
            .. (await Prompts(stop).ToListAsync(stop)).Select(x => (RetellResourceKind.Prompt, x.LlmId, x.Tag)),
        ];

    /// <summary>Agents that somebody changed since then, we ourselves included.</summary>
    public async Task<IReadOnlySet<string>> TouchedSince(DateTimeOffset then, CancellationToken stop) =>
        await Agents(null, stop)
            .Where(x => x.UserModifiedTimestamp >= then.ToUnixTimeMilliseconds())
            .Select(x => x.AgentId)
            .ToHashSetAsync(cancellationToken: stop);

    /// <summary>Each voice once: of two with one id the first counts.</summary>
    public async Task<IReadOnlyList<Voice>> ListVoices(CancellationToken stop) =>
        [.. (await client.ReadList("/list-voices", RetellVoice.Read, stop)).DistinctBy(x => x.VoiceId).Select(Voice.Of)];

    IAsyncEnumerable<RetellLlmRow> Prompts(CancellationToken stop) => client.ReadPages("/v2/list-retell-llms", RetellLlmRow.Read, stop);

    IAsyncEnumerable<RetellAgentRow> Agents(string? query, CancellationToken stop) =>
        client.SearchPages("/v2/list-agents", RetellAgentSearch.For(query), RetellAgentRow.Read, stop);

    IAsyncEnumerable<RetellNumber> Numbers(CancellationToken stop) => client.ReadPages("/v2/list-phone-numbers", RetellNumber.Read, stop);

    static string Escaped(string part) => Uri.EscapeDataString(part);
}
