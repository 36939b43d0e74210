using System.Diagnostics;

namespace Switchhook.Chaos.Webhooks;

/// <summary>
/// Sends everything, several at once, and each until it is acknowledged: more patient than Retell, which gives up after four.
/// </summary>
public sealed class LoadDriver(Func<string> address, Ledger ledger) : IDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(3),
        Soon = TimeSpan.FromSeconds(0.8);
    readonly WebhookClient caller = new();

    /// <summary>Whether it matters who refused, and how soon.</summary>
    public bool Minutely { get; init; }

    public Task SendAsync(IEnumerable<SentDelivery> sendings, int atOnce, CancellationToken stop = default) =>
        Parallel.ForEachAsync(
            sendings,
            new ParallelOptions { MaxDegreeOfParallelism = atOnce, CancellationToken = stop },
            async (sending, _) => await SendAsync(sending, stop)
        );

    public async Task SendAsync(SentDelivery sending, CancellationToken stop = default)
    {
        var end = DateTime.UtcNow + Patience;
        for (var attempt = 1; DateTime.UtcNow < end && !stop.IsCancellationRequested; attempt++)
        {
            if (await TryAsync(sending, attempt) / 100 == 2)
                return;
            await Task.Delay(Math.Min(500, 20 * attempt), CancellationToken.None);
        }
    }

    /// <summary>One attempt; 0 when there was no answer.</summary>
    public async Task<int> TryAsync(SentDelivery sending, int attempt = 1)
    {
        var (status, to, begun) = (0, address(), Stopwatch.GetTimestamp());
        try
        {
            status = (int)await caller.PostAsync(to, sending.Body);
            if (status / 100 == 2)
                ledger.Ack(sending, attempt);
            else
                ledger.Note(Minutely ? $"{status} of {to} {(Stopwatch.GetElapsedTime(begun) > Soon ? "late" : "at once")}" : $"{status}");
        }
        catch (HttpRequestException broken)
        {
            ledger.Note($"{broken.HttpRequestError}");
        }
        catch (TaskCanceledException)
        {
            ledger.Note("no answer in 10 s");
        }
        return status;
    }

    public void Dispose() => caller.Dispose();
}
