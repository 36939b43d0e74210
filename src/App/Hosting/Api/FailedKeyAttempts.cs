using System.Collections.Concurrent;
using Switchhook.Admin.RateLimiting;
using Switchhook.BuildingBlocks;

namespace Switchhook.App.Hosting.Api;

/// <summary>
/// How many keys from one address opened nothing lately, counted for all nodes together. Beyond a few, no more are looked up, except those
/// that opened before: a neighbour behind the same address, or the same proxy, cannot shut anybody out.
/// </summary>
public sealed class FailedKeyAttempts(RateLimitStore limits, TimeProvider time)
{
    const int MostRemembered = 10_000;

    // What this node knows without asking: whom to turn away until when, and which keys are good.
    readonly ConcurrentDictionary<string, DateTimeOffset> blockedUntil = new();
    readonly ConcurrentDictionary<string, bool> knownKeys = new();

    public bool IsBlocked(HttpContext http, byte[] hash) =>
        blockedUntil.TryGetValue(AddressOf(http), out var until)
        && until > time.GetUtcNow()
        && !knownKeys.ContainsKey(Convert.ToHexString(hash));

    public void RecordSuccess(byte[] hash)
    {
        if (knownKeys.Count >= MostRemembered)
            knownKeys.Clear();
        knownKeys.TryAdd(Convert.ToHexString(hash), true);
    }

    /// <summary>One more. How many seconds to wait when it was one too many.</summary>
    public async Task<int?> CountAsync(HttpContext http)
    {
        var (address, now) = (AddressOf(http), time.GetUtcNow());
        if (blockedUntil.TryGetValue(address, out var until) && until > now)
            return Seconds(until - now);
        if ((await limits.TakeAsync(SignInLimits.OfApiKeys, "", address)).Wait is not { } wait)
            return null;
        if (blockedUntil.Count >= MostRemembered)
            blockedUntil.Clear();
        blockedUntil[address] = now + wait;
        return Seconds(wait);
    }

    static int Seconds(TimeSpan wait) => (int)Math.Max(1, Math.Ceiling(wait.TotalSeconds));

    static string AddressOf(HttpContext http) => Network.HostOf(http.Connection.RemoteIpAddress);
}
