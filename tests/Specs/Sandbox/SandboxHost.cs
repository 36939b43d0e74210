using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Switchhook.BuildingBlocks;
using Switchhook.RetellSandbox;

namespace Switchhook.Specs.Sandbox;

/// <summary>The sandbox alone on a port of its own, reached over real HTTP.</summary>
public sealed class SandboxHost : IAsyncDisposable
{
    readonly WebApplication app;
    readonly HttpClient http;
    public string Url { get; }
    public string Folder { get; }

    SandboxHost(WebApplication app, string folder)
    {
        (this.app, Folder, Url) = (app, folder, app.Urls.First() + "/sandbox/retell");
        http = new HttpClient { BaseAddress = new Uri(Url + "/") };
    }

    public IReadOnlyCollection<string> Operations => app.Services.GetRequiredService<Operations>().Names;

    public static async Task<SandboxHost> Start(
        string? folder = null,
        double pace = 0.01,
        bool enabled = true,
        bool control = true,
        TimeProvider? clock = null
    )
    {
        folder ??= Directory.CreateTempSubdirectory("sandbox-").FullName;
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(new DataFolder(folder));
        if (clock is not null)
            builder.Services.AddSingleton(clock);
        builder.AddSandbox(new SandboxSettings(enabled, pace, control));
        var app = builder.Build();
        app.MapSandbox();
        await app.StartAsync();
        return new SandboxHost(app, folder);
    }

    public async Task<(int Status, JsonNode? Body)> Ask(string method, string path, object? body = null, string? key = "key_one")
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path.TrimStart('/'));
        if (key is not null)
            request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + key);
        if (body is not null)
            request.Content = body is string raw ? new StringContent(raw) : JsonContent.Create(body);
        using var response = await http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return ((int)response.StatusCode, text is "" ? null : JsonNode.Parse(text));
    }

    /// <summary>What an error says, in either of Retell's forms.</summary>
    public static string Said(JsonNode? body) => (string?)body!["error_message"] ?? (string)body["message"]!;

    public async Task<JsonNode> Get(string path, string key = "key_one") => (await Ask("GET", path, key: key)).Body!;

    public async Task<JsonNode> Made(string path, object body, string key = "key_one")
    {
        var (status, made) = await Ask("POST", path, body, key);
        return status == 201 ? made! : throw new InvalidOperationException($"{path} answered {status}: {made}");
    }

    public async Task<HttpResponseMessage> Fetch(string url, RangeHeaderValue? range = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.Range = range;
        return await http.SendAsync(request);
    }

    public Task<(int Status, JsonNode? Body)> Control(string method, string path, object? body = null, string? key = "key_one") =>
        Ask(method, "../control/" + path, body, key);

    /// <summary>Sets a fault; its id.</summary>
    public async Task<string> Fail(object fault, string key = "key_one")
    {
        var (status, set) = await Control("POST", "faults", fault, key);
        return status == 201 ? (string)set!["fault_id"]! : throw new InvalidOperationException($"The fault was answered {status}: {set}");
    }

    public async Task<JsonNode> Arrival(string fault, int after = 0) =>
        await Control("GET", $"faults/{fault}/arrival?wait_ms=20000&after={after}") is (200, { } state)
            ? state
            : throw new TimeoutException("The fault never struck");

    public async Task<int> Release(string fault) => (int)(await Control("POST", $"faults/{fault}/release")).Body!["released"]!;

    public async Task<JsonNode> Ledger(string key = "key_one") => (await Control("GET", "ledger", key: key)).Body!;

    public async Task<int> Purchases() => (int)(await Ledger())["totals"]!["purchases"]!;

    public async Task<string> Llm(object? body = null, string key = "key_one") =>
        (string)(await Made("create-retell-llm", body ?? new { start_speaker = "agent", general_prompt = "Be kind." }, key))["llm_id"]!;

    public async Task<string> Agent(object? more = null, bool published = true, string key = "key_one")
    {
        var body = new JsonObject
        {
            ["response_engine"] = new JsonObject { ["type"] = "retell-llm", ["llm_id"] = await Llm(key: key) },
            ["voice_id"] = "11labs-Adrian",
            ["agent_name"] = "Front desk",
        };
        foreach (var (name, value) in System.Text.Json.JsonSerializer.SerializeToNode(more ?? new { })!.AsObject())
            body[name] = value?.DeepClone();
        var id = (string)(await Made("create-agent", body, key))["agent_id"]!;
        if (published)
            await Ask("POST", $"publish-agent-version/{id}", new { version = 0 }, key);
        return id;
    }

    public async Task<string> Simulate(string agent, string scenario = "booking", object? more = null, string key = "key_one")
    {
        var body = new JsonObject { ["agent_id"] = agent, ["scenario"] = scenario };
        foreach (var (name, value) in System.Text.Json.JsonSerializer.SerializeToNode(more ?? new { })!.AsObject())
            body[name] = value?.DeepClone();
        return (string)(await Made("simulate-call", body, key))["call_id"]!;
    }

    public async Task<JsonNode> Analyzed(string callId, string key = "key_one")
    {
        for (var end = DateTime.UtcNow.AddSeconds(20); DateTime.UtcNow < end; await Task.Delay(20))
            if (await Get($"v2/get-call/{callId}", key) is { } call && call["call_analysis"] is not null)
                return call;
        throw new TimeoutException("The call was never analysed");
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await app.DisposeAsync();
    }
}
