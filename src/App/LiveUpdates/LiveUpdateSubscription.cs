namespace Switchhook.App.LiveUpdates;

/// <summary>One open page: what it has not been told yet. Kinds are few, so however much happens it holds little, and loses none.</summary>
public sealed class LiveUpdateSubscription : IDisposable
{
    readonly LiveUpdateSubscriptions followers;
    readonly LiveUpdateSubscriptions.Tenant tenant;
    readonly HashSet<string> changedKinds = [];
    readonly SemaphoreSlim signal = new(0, 1);
    bool isClosed;

    internal LiveUpdateSubscription(LiveUpdateSubscriptions followers, LiveUpdateSubscriptions.Tenant tenant) =>
        (this.followers, this.tenant) = (followers, tenant);

    string stands = "";

    /// <summary>The reader's position; null while changes are unsent, because a reader who resumed there would miss them.</summary>
    public string? Position
    {
        get
        {
            lock (changedKinds)
                return changedKinds.Count == 0 ? stands : null;
        }
    }

    internal void Add(IReadOnlyList<string> kinds, string now)
    {
        lock (changedKinds)
        {
            changedKinds.UnionWith(kinds);
            stands = now;
            if (kinds.Count > 0)
                Signal();
        }
    }

    /// <summary>True when there is something to tell, or nothing for so long; false when there is nobody to tell.</summary>
    public async Task<bool> WaitAsync(TimeSpan silence, CancellationToken stop)
    {
        await signal.WaitAsync(silence, stop);
        return !Volatile.Read(ref isClosed);
    }

    public (IReadOnlyList<string> Kinds, string Position) Take()
    {
        lock (changedKinds)
        {
            string[] kinds = [.. changedKinds.Order(StringComparer.Ordinal)];
            changedKinds.Clear();
            return (kinds, stands);
        }
    }

    public void Close()
    {
        lock (changedKinds)
        {
            isClosed = true;
            Signal();
        }
    }

    void Signal()
    {
        if (signal.CurrentCount == 0)
            signal.Release();
    }

    public void Dispose()
    {
        followers.Remove(tenant, this);
        signal.Dispose();
    }
}
