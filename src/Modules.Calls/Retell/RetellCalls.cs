using System.Net.Http.Headers;
using System.Text.Json;
using Switchhook.Calls.Story;
using Switchhook.Contracts;

namespace Switchhook.Calls.Retell;

/// <summary>What Retell itself knows of a call. Its clients write no log of addresses: a recording's address is a credential.</summary>
public sealed class RetellCalls(HttpClient http, RetellSettings settings, IRetellKeys keys)
{
    /// <summary>A recording's address works for a day: here is a fresh one. Null when Retell has none, or no such call.</summary>
    public async Task<string?> RecordingUrlAsync(string callId, string? retellAgentId, CancellationToken stop)
    {
        var key = retellAgentId is null ? null : (await keys.OfAsync(retellAgentId, stop))?.ApiKey;
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{settings.BaseUrl}/v2/get-call/{Uri.EscapeDataString(callId)}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key ?? settings.ApiKey);
        using var answer = await http.SendAsync(request, stop);
        if (!answer.IsSuccessStatusCode) return null;
        using var call = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync(stop));
        return call.RootElement.Text("scrubbed_recording_url") ?? call.RootElement.Text("recording_url");
    }
}
