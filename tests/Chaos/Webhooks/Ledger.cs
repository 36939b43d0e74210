using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Switchhook.Chaos.Webhooks;

/// <summary>What the site has acknowledged, and how it answered otherwise: what Retell would know.</summary>
public sealed class Ledger
{
    readonly ConcurrentQueue<(SentDelivery Sending, int Attempts)> acked = [];
    readonly ConcurrentDictionary<string, int> otherwise = new(StringComparer.Ordinal);
    long lastAck;

    public IReadOnlyCollection<(SentDelivery Sending, int Attempts)> Acked => acked;
    public IReadOnlyDictionary<string, int> Otherwise => otherwise;

    /// <summary>What was going on, for whoever reads how it answered.</summary>
    public string Meanwhile { get; set; } = "";
    public long LastAck => Interlocked.Read(ref lastAck);

    public void Ack(SentDelivery sending, int attempts)
    {
        acked.Enqueue((sending, attempts));
        Interlocked.Exchange(ref lastAck, Stopwatch.GetTimestamp());
    }

    public void Note(string answer) => otherwise.AddOrUpdate(Meanwhile + answer, 1, (_, before) => before + 1);

    /// <summary>For whoever looks into a run that went wrong: number, call, event, hash of the body, attempts.</summary>
    public Task WriteAsync(string file) =>
        File.WriteAllLinesAsync(
            file,
            acked.Select(x =>
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{x.Sending.Number}\t{x.Sending.Telling.CallId}\t{x.Sending.Telling.Event}\t{x.Sending.Hash}\t{x.Attempts}"
                )
            )
        );
}
