namespace Switchhook.App.LiveUpdates;

/// <summary>One open page: what it has not been told yet. Kinds are few, so however much happens it holds little, and loses none.</summary>
public sealed class LiveUpdateSubscription : IDisposable
{
    readonly LiveUpdateSubscriptions followers;
    readonly LiveUpdateSubscriptions.Tenant following;
    readonly HashSet<string> news = [];
    readonly SemaphoreSlim something = new(0, 1);
    bool left;

    internal LiveUpdateSubscription(LiveUpdateSubscriptions followers, LiveUpdateSubscriptions.Tenant following) => (this.followers, this.following) = (followers, following);

    string stands = "";

    /// <summary>Where the reader stands; null while there are things untold, for who stood there would never hear of them.</summary>
    public string? Stands { get { lock (news) return news.Count == 0 ? stands : null; } }

    internal void Add(IReadOnlyList<string> kinds, string now)
    {
        lock (news)
        {
            news.UnionWith(kinds);
            stands = now;
            if (kinds.Count > 0) Wake();
        }
    }

    /// <summary>True when there is something to tell, or nothing for so long; false when there is nobody to tell.</summary>
    public async Task<bool> WaitAsync(TimeSpan silence, CancellationToken stop)
    {
        await something.WaitAsync(silence, stop);
        return !Volatile.Read(ref left);
    }

    public (IReadOnlyList<string> Kinds, string Stands) Take()
    {
        lock (news)
        {
            string[] kinds = [.. news.Order(StringComparer.Ordinal)];
            news.Clear();
            return (kinds, stands);
        }
    }

    public void Leave()
    {
        lock (news)
        {
            left = true;
            Wake();
        }
    }

    void Wake()
    {
        if (something.CurrentCount == 0) something.Release();
    }

    public void Dispose()
    {
        followers.Forget(following, this);
        something.Dispose();
    }
}
