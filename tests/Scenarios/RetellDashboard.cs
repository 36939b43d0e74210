using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Shouldly;
using Switchhook.Contracts;

namespace Switchhook.Scenarios;

/// <summary>Retell from the other side: what stands there, what somebody does in its dashboard, and where it fails.</summary>
public sealed class RetellDashboard(AppFixture site)
{
    static readonly HttpClient Http = new();

    readonly RetellSettings retell = site.Get<RetellSettings>();

    public async Task<JsonNode> GetAsync(string path) => (await SendAsync(HttpMethod.Get, retell.BaseUrl + path, null)).Body!;

    public Task<(HttpStatusCode Status, JsonNode? Body)> AskAsync(HttpMethod method, string path, object? body = null) =>
        SendAsync(method, retell.BaseUrl + path, body);

    /// <summary>The agent version that callers reach, with its words.</summary>
    public async Task<PublishedVersion> PublishedVersionAsync(string agentId)
    {
        var agent = await GetAsync($"/get-agent/{agentId}?version=latest_published");
        var llm = await GetAsync($"/get-retell-llm/{agent["response_engine"]!["llm_id"]}?version={agent["response_engine"]!["version"]}");
        return new(
            (int)agent["version"]!,
            (string)agent["agent_name"]!,
            (string)agent["voice_id"]!,
            (long)agent["max_call_duration_ms"]!,
            (string)llm["general_prompt"]!,
            (string?)llm["begin_message"]
        );
    }

    /// <summary>Somebody changes the greeting in Retell's dashboard and publishes it.</summary>
    public async Task<int> ChangeInDashboardAsync(string agentId, string? greeting, bool publish = true)
    {
        var heard = await PublishedVersionAsync(agentId);
        var draft = (await AskAsync(HttpMethod.Post, $"/create-agent-version/{agentId}", new { base_version = heard.Version })).Body!;
        await AskAsync(
            HttpMethod.Patch,
            $"/update-retell-llm/{draft["response_engine"]!["llm_id"]}?version={draft["response_engine"]!["version"]}",
            new { begin_message = greeting }
        );
        if (publish)
            (
                await AskAsync(HttpMethod.Post, $"/publish-agent-version/{agentId}", new { version = (int)draft["version"]! })
            ).Status.ShouldBe(HttpStatusCode.OK);
        return (int)draft["version"]!;
    }

    public async Task<string> FailAsync(object fault) =>
        (string)
            (
                await SendAsync(
                    HttpMethod.Post,
                    retell.BaseUrl.Replace("/sandbox/retell", "/sandbox/control/faults", StringComparison.Ordinal),
                    fault
                )
            ).Body!["fault_id"]!;

    public Task ArrivalAsync(string faultId) => ControlAsync(HttpMethod.Get, $"/faults/{faultId}/arrival?wait_ms=60000");

    public Task ReleaseAsync(string faultId) => ControlAsync(HttpMethod.Post, $"/faults/{faultId}/release");

    public Task ClearFaultAsync(string faultId) => ControlAsync(HttpMethod.Delete, $"/faults/{faultId}");

    /// <summary>How often a fault has been seen and has struck.</summary>
    public async Task<JsonNode> FaultAsync(string faultId) => (await ControlAsync(HttpMethod.Get, $"/faults/{faultId}"))!;

    public async Task<JsonArray> LedgerAsync() => (JsonArray)(await ControlAsync(HttpMethod.Get, "/ledger"))!["held"]!;

    /// <summary>All that was ever made, bought or deleted for this agent of ours.</summary>
    public async Task<IReadOnlyList<JsonNode>> LedgerEntriesOfAsync(Guid agentId) =>
        [
            .. ((JsonArray)(await ControlAsync(HttpMethod.Get, "/ledger"))!["entries"]!)
                .OfType<JsonNode>()
                .Where(x => ((string?)x["tag"])?.Contains($"{agentId:D}", StringComparison.Ordinal) == true),
        ];

    async Task<JsonNode?> ControlAsync(HttpMethod method, string path)
    {
        var (status, body) = await SendAsync(
            method,
            retell.BaseUrl.Replace("/sandbox/retell", "/sandbox/control", StringComparison.Ordinal) + path,
            null
        );
        ((int)status).ShouldBeLessThan(300, path);
        return body;
    }

    async Task<(HttpStatusCode Status, JsonNode? Body)> SendAsync(HttpMethod method, string address, object? body)
    {
        using var request = new HttpRequestMessage(method, address)
        {
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", retell.ApiKey) },
        };
        if (body is not null)
            request.Content = JsonContent.Create(body);
        using var answer = await Http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return (answer.StatusCode, text.Length == 0 ? null : JsonNode.Parse(text));
    }
}

public sealed record PublishedVersion(int Version, string Name, string VoiceId, long MaxCallMs, string Prompt, string? Greeting);
