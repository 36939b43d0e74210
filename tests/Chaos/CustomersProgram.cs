using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;

namespace Switchhook.Chaos;

/// <summary>What asks through the API: each request is a wish of its own, without a key by which it could be known again.</summary>
public sealed class CustomersProgram(AppProcess app, string key) : IDisposable
{
    readonly HttpClient http = new()
    {
        BaseAddress = new Uri(app.Address),
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", key) },
    };

    public async Task<(HttpStatusCode Status, TimeSpan? Wait)> AskAsync()
    {
        using var answer = await http.PostAsJsonAsync(
            "/api/agents",
            new
            {
                name = "Front desk",
                description = "Answer for us and take messages from callers.",
                area_code = "415",
                voice_id = "retell-Cimo",
            }
        );
        return (answer.StatusCode, answer.Headers.RetryAfter?.Delta);
    }

    public void Dispose() => http.Dispose();
}
