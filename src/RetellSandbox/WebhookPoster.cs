namespace Switchhook.RetellSandbox;

/// <summary>Posts a signed webhook as Retell does: any 2xx in time is success, else three more tries, each signed afresh.</summary>
public sealed class WebhookPoster(SandboxSettings settings, TimeProvider time, ILogger<WebhookPoster> log) : IDisposable
{
    static readonly double[] PausesInSeconds = [2, 8, 30];

    // Its own client: what the host adds to all clients (retries, limits) would not be Retell's behaviour.
    readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(2) })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    public async Task<bool> Send(string url, byte[] body, string key, TimeSpan timeout, CancellationToken stop)
    {
        for (var attempt = 0; ; attempt++)
        {
            if (await Post(url, body, key, timeout, listen: false, stop) is not null)
                return true;
            if (attempt == PausesInSeconds.Length)
                break;
            await Task.Delay(settings.Paced(PausesInSeconds[attempt]), time, stop);
        }

        log.LogWarning("A sandbox webhook was not accepted in {Attempts} attempts and is lost", PausesInSeconds.Length + 1);
        return false;
    }

    /// <summary>What a 2xx in time says, if anybody listens to it; null for everything else.</summary>
    public async Task<byte[]?> Post(string url, byte[] body, string key, TimeSpan timeout, bool listen, CancellationToken stop)
    {
        if (!settings.MayPostTo(url))
        {
            log.LogWarning("A sandbox webhook was not sent: outside Development it posts to PUBLIC_URL only");
            return null;
        }
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(timeout);
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.Add(Signature.Header, Signature.Of(body, key, time.GetUtcNow().ToUnixTimeMilliseconds()));
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            if (!response.IsSuccessStatusCode)
                return null;
            return listen ? await response.Content.ReadAsByteArrayAsync(limit.Token) : [];
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException)
        {
            return null;
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return null;
        }
    }

    public void Dispose() => http.Dispose();
}
