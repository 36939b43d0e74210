using Microsoft.Extensions.Caching.Memory;
using Switchhook.Contracts;

namespace Switchhook.Agents.Connections;

/// <summary>
/// What the webhook asks before it knows who is asking: so answers are kept for a moment, and few questions are open at once. That an
/// agent has none is not kept: it may be connected the next moment.
/// </summary>
public sealed class RetellKeyCache(AgentLinks links, OwnerKeyStore keys, TimeProvider time) : IRetellKeys, IDisposable
{
    static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(2);

    readonly MemoryCache known = new(new MemoryCacheOptions { SizeLimit = 5_000 });
    readonly SemaphoreSlim lookups = new(4, 4);

    public async ValueTask<RetellKeys?> OfAsync(string retellAgentId, CancellationToken stop)
    {
        if (known.TryGetValue(retellAgentId, out RetellKeys? fresh))
            return fresh;
        await lookups.WaitAsync(stop);
        try
        {
            return await ReadAsync(retellAgentId, stop) is { } read
                ? known.Set(retellAgentId, read, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = Lifetime })
                : null;
        }
        finally
        {
            lookups.Release();
        }
    }

    async Task<RetellKeys?> ReadAsync(string retellAgentId, CancellationToken stop)
    {
        if (await links.FindAsync(retellAgentId, stop) is not { } link)
            return null;
        if (await keys.ReadAsync(link.Tenant, link.AgentId, time.GetUtcNow(), stop) is [var newest, ..] all)
            return new(link.Tenant, newest, all);
        // Only an agent that was connected without a key lives in the platform's account.
        return await keys.AreStoredAsync(link.Tenant, link.AgentId, stop) ? new(link.Tenant, null, []) : null;
    }

    public void Dispose()
    {
        known.Dispose();
        lookups.Dispose();
    }
}
