using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Shouldly;
using Switchhook.Contracts;

namespace Switchhook.Scenarios;

/// <summary>An account at Retell that is not the platform's: an agent and a number made in its dashboard, a key of its own.</summary>
public sealed class CustomerRetellAccount : IDisposable
{
    readonly HttpClient http;

    CustomerRetellAccount(HttpClient http, JsonNode made)
    {
        this.http = http;
        (ApiKey, WebhookKey) = (made["api_key"]!.GetValue<string>(), made["webhook_key"]!.GetValue<string>());
        (AgentId, Number) = (made["agent_id"]!.GetValue<string>(), made["phone_number"]!.GetValue<string>());
        http.DefaultRequestHeaders.Authorization = new("Bearer", ApiKey);
    }

    public string ApiKey { get; }
    public string WebhookKey { get; }
    public string AgentId { get; }
    public string Number { get; }

    /// <param name="inAccountOf">A key whose account the agent is made in; none opens a new account.</param>
    public static async Task<CustomerRetellAccount> OpenAsync(AppFixture site, object? with = null, string? inAccountOf = null)
    {
        var http = new HttpClient
        {
            BaseAddress = new Uri(site.Get<RetellSettings>().BaseUrl.Replace("/retell", "/", StringComparison.Ordinal)),
        };
        if (inAccountOf is not null)
            http.DefaultRequestHeaders.Authorization = new("Bearer", inAccountOf);
        using var answer = await http.PostAsJsonAsync("control/ready-made", with ?? new { });
        answer.StatusCode.ShouldBe(HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        return new(http, JsonNode.Parse(await answer.Content.ReadAsStringAsync())!);
    }

    public Task<JsonNode> AgentAsync(string version = "latest") =>
        SendAsync(HttpMethod.Get, $"retell/get-agent/{AgentId}?version={version}");

    public Task<JsonNode> NumberAsync() => SendAsync(HttpMethod.Get, $"retell/get-phone-number/{Number}");

    public async Task<JsonNode> PromptAsync()
    {
        var engine = (await AgentAsync())["response_engine"]!;
        return await SendAsync(HttpMethod.Get, $"retell/get-retell-llm/{engine["llm_id"]}?version={engine["version"]}");
    }

    public Task<JsonNode> ChangeNumberAsync(object change) => SendAsync(HttpMethod.Patch, $"retell/update-phone-number/{Number}", change);

    public Task<JsonNode> ChangeAgentAsync(int version, object change) =>
        SendAsync(HttpMethod.Patch, $"retell/update-agent/{AgentId}?version={version}", change);

    public Task<JsonNode> DraftAsync(int after) =>
        SendAsync(HttpMethod.Post, $"retell/create-agent-version/{AgentId}", new { base_version = after });

    public Task DropDraftAsync(int version) => SendAsync(HttpMethod.Delete, $"retell/delete-agent-version/{AgentId}?version={version}");

    public Task PublishAsync(int version) => SendAsync(HttpMethod.Post, $"retell/publish-agent-version/{AgentId}", new { version });

    /// <param name="times">0 is always.</param>
    public Task FailAsync(string match, string fault, string refusal = "fault", int times = 0) =>
        SendAsync(
            HttpMethod.Post,
            "control/faults",
            new
            {
                match,
                fault,
                refusal,
                times,
            }
        );

    /// <summary>What there is in the account: llm, agent and number.</summary>
    public async Task<IReadOnlyList<string>> HeldAsync() =>
        [.. (await SendAsync(HttpMethod.Get, "control/ledger"))["held"]!.AsArray().Select(x => x!["what"]!.GetValue<string>())];

    public Task FailNoMoreAsync() => SendAsync(HttpMethod.Delete, "control/faults");

    public async Task<string> CallAsync(string scenario = "booking") =>
        (await SendAsync(HttpMethod.Post, "retell/simulate-call", new { agent_id = AgentId, scenario }))["call_id"]!.GetValue<string>();

    /// <summary>Somebody calls; answers when Retell has analysed it.</summary>
    public async Task<string> WholeCallAsync(string scenario = "booking")
    {
        var call = await CallAsync(scenario);
        await AppFixture.Eventually(
            async () => (await SendAsync(HttpMethod.Get, $"retell/v2/get-call/{call}"))["call_analysis"] is not null,
            "Retell has analysed the call"
        );
        return call;
    }

    /// <summary>What Retell would deliver of a call, signed with any key.</summary>
    public async Task<HttpStatusCode> DeliverAsync(
        AppFixture site,
        string key,
        string callId,
        string? agentId = null,
        string @event = "call_started",
        JsonObject? more = null
    )
    {
        var told = new JsonObject
        {
            ["event"] = @event,
            ["call"] = new JsonObject
            {
                ["call_id"] = callId,
                ["call_type"] = "phone_call",
                ["agent_id"] = agentId ?? AgentId,
                ["agent_version"] = 0,
                ["call_status"] = "ongoing",
                ["direction"] = "inbound",
                ["from_number"] = "+14155550142",
                ["to_number"] = Number,
                ["start_timestamp"] = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds(),
            },
        };
        foreach (var (name, value) in more ?? [])
            told["call"]![name] = value?.DeepClone();
        var body = told.ToJsonString();
        var now = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        using var request = new HttpRequestMessage(HttpMethod.Post, site.Get<RetellSettings>().WebhookUrl)
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        request.Headers.Add(
            "X-Retell-Signature",
            $"v={now},d={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(body + now)))}"
        );
        using var answer = await http.SendAsync(request);
        return answer.StatusCode;
    }

    async Task<JsonNode> SendAsync(HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        using var answer = await http.SendAsync(request);
        var said = await answer.Content.ReadAsStringAsync();
        answer.IsSuccessStatusCode.ShouldBeTrue($"{method} {path}: {said}");
        return said.Length == 0 ? new JsonObject() : JsonNode.Parse(said)!;
    }

    public void Dispose() => http.Dispose();
}
