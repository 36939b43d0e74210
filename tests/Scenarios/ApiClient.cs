using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Shouldly;

namespace Switchhook.Scenarios;

/// <summary>A program that talks to the HTTP API from an address of its own, with whatever it was given to show.</summary>
public sealed class ApiClient(AppFixture site, string? bearer = null) : IDisposable
{
    public static readonly object NewAgentBody = new
    {
        name = "Reyes Dental front desk",
        description = "Answer calls for Reyes Dental and book appointments.",
        provider_type = "retell",
        area_code = "415",
        voice_id = "retell-Cimo",
    };

    readonly IPAddress address = new([10, .. RandomNumberGenerator.GetBytes(3)]);
    HttpMessageHandler? wire;

    HttpMessageHandler Wire => wire ??= site.Host.Server.CreateHandler(http => http.Connection.RemoteIpAddress = address);

    public Task<ApiResponse> GetAsync(string path, params (string, string)[] headers) => SendAsync(HttpMethod.Get, path, null, headers);

    public Task<ApiResponse> PostAsync(string path, object? body, params (string, string)[] headers) =>
        SendAsync(HttpMethod.Post, path, body is null ? null : JsonContent.Create(body), headers);

    public Task<ApiResponse> PostTextAsync(string path, string body, string type = "application/json") =>
        SendAsync(HttpMethod.Post, path, new StringContent(body, Encoding.UTF8, type));

    public async Task<ApiResponse> SendAsync(
        HttpMethod method,
        string path,
        HttpContent? content,
        params (string Name, string Value)[] headers
    )
    {
        using var request = new HttpRequestMessage(method, new Uri(site.Host.Server.BaseAddress, path)) { Content = content };
        if (bearer is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var client = new HttpMessageInvoker(Wire, disposeHandler: false);
        using var answer = await client.SendAsync(request, CancellationToken.None);
        return new(
            answer.StatusCode,
            answer.Headers.Concat(answer.Content.Headers).ToDictionary(x => x.Key, x => string.Join(", ", x.Value)),
            await answer.Content.ReadAsStringAsync()
        );
    }

    public Task<ApiResponse> CreateAgentAsync(params (string, string)[] headers) => PostAsync("/api/agents", NewAgentBody, headers);

    /// <summary>Created and followed until it answers the phone.</summary>
    public async Task<JsonElement> LiveAgentAsync()
    {
        var location = (await CreateAgentAsync()).ShouldBe(HttpStatusCode.Accepted).Headers["Location"];
        await AppFixture.Eventually(
            async () => (await GetAsync(location)).Json.GetProperty("status").GetString() == "live",
            "the agent is live"
        );
        return (await GetAsync(location)).Json;
    }

    public void Dispose() => wire?.Dispose();
}

public sealed record ApiResponse(HttpStatusCode Status, IReadOnlyDictionary<string, string> Headers, string Text)
{
    public JsonElement Json => JsonDocument.Parse(Text).RootElement;

    public string Kind => Json.GetProperty("type").GetString()!;

    public ApiResponse ShouldBe(HttpStatusCode status)
    {
        Status.ShouldBe(status, Text);
        return this;
    }

    /// <summary>A problem as RFC 9457 has it, of this kind.</summary>
    public ApiResponse ShouldBe(HttpStatusCode status, string kind)
    {
        ShouldBe(status);
        Headers["Content-Type"].ShouldBe("application/problem+json");
        Json.GetProperty("status").GetInt32().ShouldBe((int)status);
        Json.GetProperty("title").GetString().ShouldNotBeNullOrEmpty();
        Json.GetProperty("detail").GetString().ShouldNotBeNullOrEmpty();
        Kind.ShouldBe("/problems/" + kind);
        return this;
    }

    public string Wrong(string field) => Json.GetProperty("errors").GetProperty(field)[0].GetString()!;
}

public static class ApiClients
{
    /// <summary>As its owner makes it on the account page.</summary>
    public static async Task<string> KeyAsync(this BrowserSession owner, string scope = "write", string name = "CI")
    {
        var made = await owner.SubmitAsync(await owner.GetAsync("/account/keys"), "main form.card", ("Name", name), ("Scope", scope));
        made.Status.ShouldBe(HttpStatusCode.OK, made.Text);
        return made.Find("#new-key").TextContent;
    }

    public static async Task<ApiClient> ApiClientAsync(this AppFixture site, string scope = "write")
    {
        using var owner = await site.OwnerAsync();
        return new ApiClient(site, await owner.KeyAsync(scope));
    }
}
