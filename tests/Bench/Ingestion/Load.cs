using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Switchhook.Bench.Ingestion;

/// <summary>
/// Sends, and says at the end how it went: in a process of its own, so that its garbage and its threads are not the server's.
/// </summary>
public static class Load
{
    public static async Task<int> RunAsync(LoadOrder order)
    {
        var times = new ConcurrentBag<double>();
        var failed = 0;
        var key = Encoding.UTF8.GetBytes(order.Key);
        var address = new Uri(order.Address);
        var watch = Stopwatch.StartNew();

        async Task SendAsync(RawHttpConnection wire, CallBodies bodies, TimeSpan due)
        {
            var body = bodies.Next();
            var begun = order.Rate > 0 ? due : watch.Elapsed;
            var status = await wire.PostAsync(body, Sign(body, key));
            if (status is < 200 or > 299)
                Interlocked.Increment(ref failed);
            else
                times.Add((watch.Elapsed - begun).TotalMilliseconds);
            if (order.Tell && status is >= 200 and <= 299)
                Console.WriteLine($"{bodies.CallId} {DateTimeOffset.UtcNow.ToUnixTimeMilliseconds()}");
        }

        async Task OneAsync(int number)
        {
            using var wire = await RawHttpConnection.OpenAsync(address, order.Path);
            var bodies = new CallBodies(order.Size, order.Agents, number);
            // Each connection has its own beat in the whole: arrivals are spread evenly, and none waits for an answer to another.
            var beat = order.Rate > 0 ? TimeSpan.FromSeconds((double)order.Connections / order.Rate) : TimeSpan.Zero;
            for (var due = beat * ((double)number / order.Connections); ; due += beat)
            {
                if (order.Rate > 0 && due > watch.Elapsed)
                    await Task.Delay(due - watch.Elapsed);
                if (watch.Elapsed.TotalSeconds >= order.Seconds)
                    return;
                await SendAsync(wire, bodies, due);
            }
        }

        await Task.WhenAll(Enumerable.Range(0, order.Connections).Select(x => Task.Run(() => OneAsync(x))));
        var sorted = times.Order().ToArray();
        double At(double part) => sorted.Length == 0 ? 0 : sorted[(int)Math.Min(sorted.Length - 1, sorted.Length * part)];
        Console.WriteLine(
            JsonSerializer.Serialize(
                new LoadResult(sorted.Length, failed, watch.Elapsed.TotalSeconds, At(0.5), At(0.99), sorted.LastOrDefault())
            )
        );
        return 0;
    }

    static string Sign(byte[] body, byte[] key)
    {
        var time = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hmac.AppendData(body);
        hmac.AppendData(Encoding.ASCII.GetBytes(time));
        return $"v={time},d={Convert.ToHexStringLower(hmac.GetHashAndReset())}";
    }
}

public sealed record LoadResult(int Acked, int Failed, double Seconds, double P50, double P99, double Max);
