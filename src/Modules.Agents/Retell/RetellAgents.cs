using System.Net;

namespace Switchhook.Agents;

/// <summary>What this module asks of Retell. Creates are sent once and never again by themselves; what only reads may be asked twice.</summary>
public sealed class RetellAgents(RetellLine line)
{
    public async Task<string> CreatePrompt(RetellLlm llm, CancellationToken stop) =>
        (await line.Create<RetellLlmRow>("/create-retell-llm", llm, stop)).LlmId;

    public async Task<string?> FindPrompt(Guid agentId, CancellationToken stop) => (await First(
        key => line.Read<RetellPage<RetellLlmRow>>(Page("/v2/list-retell-llms", key), stop),
        x => x.DefaultDynamicVariables?.GetValueOrDefault(RetellLlm.Mark) == $"{agentId:D}"))?.LlmId;

    public Task RemovePrompt(string llmId, CancellationToken stop) => line.Remove($"/delete-retell-llm/{Escaped(llmId)}", stop);

    public Task<RetellAgentMade> CreateAgent(RetellAgent agent, CancellationToken stop) => line.Create<RetellAgentMade>("/create-agent", agent, stop);

    public Task<RetellAgentMade> GetAgent(string agentId, CancellationToken stop) => line.Read<RetellAgentMade>($"/get-agent/{Escaped(agentId)}", stop);

    public async Task<string?> FindAgent(string tag, CancellationToken stop) => (await First(
        key => line.Search<RetellPage<RetellAgentRow>>(Page("/v2/list-agents", key), new
        {
            FilterCriteria = new { Channel = new { Type = "string", Op = "eq", Value = "voice" }, Query = tag },
        }, stop),
        x => x.AgentName?.Contains(tag, StringComparison.Ordinal) == true))?.AgentId;

    public async Task Publish(string agentId, int version, CancellationToken stop)
    {
        try
        {
            await line.Tell($"/publish-agent-version/{Escaped(agentId)}", new { Version = version }, stop);
        }
        catch (RetellRefusal refused) when (refused.Status is not HttpStatusCode.Unauthorized)
        {
            // Publishing what is published is refused, and a lost answer is no answer: what stands there now decides.
            if (!(await GetAgent(agentId, stop)).IsPublished) throw;
        }
    }

    public Task RemoveAgent(string agentId, CancellationToken stop) => line.Remove($"/delete-agent/{Escaped(agentId)}", stop);

    public Task<RetellNumber> BuyNumber(RetellNumberOrder order, CancellationToken stop) => line.Create<RetellNumber>("/create-phone-number", order, stop);

    public Task<RetellNumber?> FindNumber(string nickname, CancellationToken stop) => First(
        key => line.Read<RetellPage<RetellNumber>>(Page("/v2/list-phone-numbers", key), stop),
        x => x.Nickname == nickname);

    public Task ReleaseNumber(string number, CancellationToken stop) => line.Remove($"/delete-phone-number/{Escaped(number)}", stop);

    public async Task<IReadOnlyList<Voice>> ListVoices(CancellationToken stop) =>
        [.. (await line.Read<IReadOnlyList<RetellVoice>>("/list-voices", stop)).Select(Voice.Of)];

    static async Task<T?> First<T>(Func<string?, Task<RetellPage<T>>> page, Func<T, bool> wanted) where T : class
    {
        string? key = null;
        while (true)
        {
            var found = await page(key);
            if (found.Items.FirstOrDefault(wanted) is { } item) return item;
            if (!found.HasMore || found.PaginationKey is null || found.PaginationKey == key) return null;
            key = found.PaginationKey;
        }
    }

    static string Page(string path, string? key) => $"{path}?limit=200" + (key is null ? "" : $"&pagination_key={Escaped(key)}");

    static string Escaped(string part) => Uri.EscapeDataString(part);
}
