namespace Switchhook.Agents.Provisioning;

/// <summary>
/// The one place that each user has for an agent, and when they created some. It is inserted once and changed only by whoever saw
/// its latest version: that makes a second agent, or a fourth in an hour, impossible, whichever tab, click or node asks for it.
/// </summary>
/// <param name="AgentId">Null while the place is free.</param>
public record AgentQuota(Guid? AgentId, IReadOnlyList<DateTimeOffset> Creations)
{
    public const string Only = "agent";
    static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    public string Id { get; init; } = Only;

    public static readonly AgentQuota Free = new(null, []);

    public AgentQuota Take(Guid agentId, DateTimeOffset now) =>
        this with
        {
            AgentId = agentId,
            Creations = [.. Within(now), now],
            Attempts = [.. Attempts.Where(at => at > now - Hour), now],
        };

    public AgentQuota Release() => this with { AgentId = null };

    /// <summary>What cost nothing is no creation, only an attempt.</summary>
    public AgentQuota ReleaseUncounted() => this with { AgentId = null, Creations = [.. Creations.SkipLast(1)] };

    public int Left(int perHour, DateTimeOffset now) => Math.Max(0, perHour - Within(now).Count());

    /// <summary>When the next creation is possible; null when it is now.</summary>
    public DateTimeOffset? NextAt(int perHour, DateTimeOffset now) =>
        Left(perHour, now) > 0 ? null : Within(now).OrderDescending().ElementAt(perHour - 1) + Hour;

    IEnumerable<DateTimeOffset> Within(DateTimeOffset now) => Creations.Where(at => at > now - Hour);

    /// <summary>An attempt that fails costs nothing, but each asks something of Retell.</summary>
    public const int AttemptsPerHour = 10;

    public IReadOnlyList<DateTimeOffset> Attempts { get; init; } = [];

    public AgentQuota Attempt(Guid agentId, DateTimeOffset now) =>
        this with
        {
            AgentId = agentId,
            Attempts = [.. Attempts.Where(at => at > now - Hour), now],
        };

    /// <summary>When the next agent may be connected; null when that is now.</summary>
    public DateTimeOffset? NextAttemptAt(DateTimeOffset now) =>
        Attempts
            .Where(at => at > now - Hour)
            .OrderDescending()
            .Skip(AttemptsPerHour - 1)
            .Select(at => (DateTimeOffset?)(at + Hour))
            .FirstOrDefault();
}
