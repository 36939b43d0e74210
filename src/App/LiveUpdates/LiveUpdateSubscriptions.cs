using System.Collections.Concurrent;
using System.Globalization;

namespace Switchhook.App.LiveUpdates;

/// <summary>
/// Who follows which tenant on this node, and at which count each kind of a tenant's streams changed last. A place in it is the node's
/// listening and a count: another node's, or one from before the listening was interrupted, says nothing here, and then everything has
/// changed.
/// </summary>
public sealed class LiveUpdateSubscriptions
{
    /// <summary>Told to who must look at everything.</summary>
    public const string Everything = "everything";

    readonly ConcurrentDictionary<string, Tenant> tenants = new();
    string listenerId = Name();
    long count;

    /// <summary>The position of a reader who starts now: later changes are sent to it.</summary>
    public string CurrentPosition => PositionOf(Volatile.Read(ref listenerId), Interlocked.Read(ref count));

    public LiveUpdateSubscription Subscribe(string tenant, string? since)
    {
        var following = tenants.GetOrAdd(tenant, _ => new Tenant());
        var follower = new LiveUpdateSubscription(this, following);
        lock (following)
        {
            following.Subscriptions.Add(follower);
            follower.Add(following.Since(since, listenerId), CurrentPosition);
        }
        return follower;
    }

    public void Publish(string tenant, string kind)
    {
        var following = tenants.GetOrAdd(tenant, _ => new Tenant());
        lock (following)
        {
            var stands = Interlocked.Increment(ref count);
            following.Changed[kind] = stands;
            foreach (var follower in following.Subscriptions)
                follower.Add([kind], PositionOf(listenerId, stands));
        }
    }

    /// <summary>A sign-in of the tenant has ended: all its streams are closed, and who is still signed in opens theirs again.</summary>
    public void End(string tenant)
    {
        if (!tenants.TryGetValue(tenant, out var following))
            return;
        lock (following)
            foreach (var follower in following.Subscriptions)
                follower.Close();
    }

    /// <summary>Changes may have gone by unheard.</summary>
    public void ForgetPositions()
    {
        Volatile.Write(ref listenerId, Name());
        foreach (var following in tenants.Values)
            lock (following)
            {
                following.Changed.Clear();
                foreach (var follower in following.Subscriptions)
                    follower.Add([Everything], CurrentPosition);
            }
    }

    internal void Remove(Tenant following, LiveUpdateSubscription follower)
    {
        lock (following)
            following.Subscriptions.Remove(follower);
    }

    static string Name() => Guid.NewGuid().ToString("N")[..12];

    static string PositionOf(string listenerId, long count) => string.Create(CultureInfo.InvariantCulture, $"{listenerId}.{count}");

    internal sealed class Tenant
    {
        public HashSet<LiveUpdateSubscription> Subscriptions { get; } = [];
        public Dictionary<string, long> Changed { get; } = [];

        /// <summary>No place at all is that of somebody who begins here and has read nothing yet.</summary>
        public IReadOnlyList<string> Since(string? place, string listenerId)
        {
            if (string.IsNullOrEmpty(place))
                return [];
            if (
                place.Split('.') is not [var where, var digits]
                || where != listenerId
                || !long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var stood)
            )
                return [Everything];
            return [.. Changed.Where(x => x.Value > stood).Select(x => x.Key)];
        }
    }
}
