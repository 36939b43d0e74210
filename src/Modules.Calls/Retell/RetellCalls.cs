using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Switchhook.BuildingBlocks.Retell;
using Switchhook.Calls.TestCalls;
using Switchhook.Contracts;

namespace Switchhook.Calls.Retell;

/// <summary>What Retell itself knows of a call. Its clients write no log of addresses: a recording's address is a credential.</summary>
[ChangesExternalSystems]
public sealed class RetellCalls(IHttpClientFactory clients, RetellSettings settings, RetellAccountResolver accounts)
{
    public const string Client = "retell-calls";

    /// <summary>
    /// A recording's address works for a day: here is a fresh one. Null when Retell has none, or no such call, or the account that signed
    /// for the call is here no more; a Retell that does not answer is no reason to say so.
    /// </summary>
    public async Task<string?> RecordingUrlAsync(string tenant, string callId, CancellationToken stop)
    {
        if (await accounts.KeyForCallAsync(tenant, callId, stop) is not { } key)
            return null;
        using var request = Request(HttpMethod.Get, $"/v2/get-call/{Uri.EscapeDataString(callId)}", key);
        using var answer = await clients.CreateClient(Client).SendAsync(request, stop);
        if (answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.UnprocessableEntity or HttpStatusCode.BadRequest)
            return null;
        answer.EnsureSuccessStatusCode();
        using var call = await ReadAsync(answer, stop);
        return call.RootElement.Text("scrubbed_recording_url") ?? call.RootElement.Text("recording_url");
    }

    /// <summary>Null when the answer lets nobody join.</summary>
    public async Task<WebCall?> CreateWebCallAsync(string tenant, string retellAgentId, CancellationToken stop)
    {
        var key =
            await accounts.KeyForAgentAsync(tenant, retellAgentId, stop)
            ?? throw new Refused("The Retell key of this agent cannot be read. Enter it again on the agent's connection page.");
        using var request = Request(HttpMethod.Post, "/v2/create-web-call", key);
        request.Content = CreateWebCall.To(retellAgentId).Content();
        using var answer = await clients.CreateClient(Client).SendAsync(request, stop);
        answer.EnsureSuccessStatusCode();
        using var call = await ReadAsync(answer, stop);
        return call.RootElement.Text("call_id") is { } id && call.RootElement.Text("access_token") is { } token ? new(id, token) : null;
    }

    static async Task<JsonDocument> ReadAsync(HttpResponseMessage answer, CancellationToken stop)
    {
        var body = await answer.Content.ReadAsByteArrayAsync(stop);
        try
        {
            return JsonDocument.Parse(body);
        }
        catch (JsonException unreadable)
        {
            throw new HttpRequestException("Retell's answer could not be read", unreadable);
        }
    }

    HttpRequestMessage Request(HttpMethod method, string path, string key) =>
        new(method, settings.BaseUrl + path) { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", key) } };
}
