using System.Net.Http.Headers;
using System.Text.Json.Serialization;
using Switchhook.Contracts;

namespace Switchhook.App.SimulatedCalls;

/// <summary>
/// Asks the sandbox to play a call to this agent, and answers with the call's id. Its webhooks then arrive like any others.
/// </summary>
public record SimulateCall(string RetellAgentId, string Scenario);

public static class SimulateCallHandler
{
    public static async Task<string> Handle(SimulateCall command, IHttpClientFactory http, RetellSettings retell, CancellationToken stop)
    {
        if (!retell.IsSandbox)
            throw new Refused("Calls can be simulated in the sandbox only; this installation is connected to Retell.");
        using var request = new HttpRequestMessage(HttpMethod.Post, retell.BaseUrl + "/simulate-call")
        {
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", retell.ApiKey) },
            Content = JsonContent.Create(new { agent_id = command.RetellAgentId, scenario = command.Scenario }),
        };
        using var answer = await http.CreateClient(nameof(SimulateCall)).SendAsync(request, stop);
        if (answer.IsSuccessStatusCode)
            return (await answer.Content.ReadFromJsonAsync<Playing>(stop))!.CallId;
        var error = await answer.Content.ReadFromJsonAsync<Error>(stop);
        throw new Refused($"The sandbox did not play the call: {error?.Message}");
    }

    sealed record Playing([property: JsonPropertyName("call_id")] string CallId);

    sealed record Error(string Message);
}
