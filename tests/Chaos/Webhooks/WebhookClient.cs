using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace Switchhook.Chaos.Webhooks;

/// <summary>Posts to the webhook as Retell does.</summary>
public sealed class WebhookClient : IDisposable
{
    static readonly byte[] Key = Encoding.UTF8.GetBytes(PretendRetell.Key);
    readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
    {
        Timeout = TimeSpan.FromSeconds(10),
    };

    public static string Sign(byte[] body, DateTimeOffset at)
    {
        var time = at.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        return $"v={time},d={Convert.ToHexStringLower(HMACSHA256.HashData(Key, (byte[])[.. body, .. Encoding.ASCII.GetBytes(time)]))}";
    }

    public Task<HttpStatusCode> PostAsync(string address, byte[] body, CancellationToken stop = default) =>
        PostAsync(address, body, Sign(body, DateTimeOffset.UtcNow), stop);

    public async Task<HttpStatusCode> PostAsync(string address, byte[] body, string? signature, CancellationToken stop = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address + "/api/retell/webhook")
        {
            Content = new ByteArrayContent(body),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        if (signature is not null)
            request.Headers.TryAddWithoutValidation("X-Retell-Signature", signature);
        using var answer = await http.SendAsync(request, stop);
        return answer.StatusCode;
    }

    public void Dispose() => http.Dispose();
}
