namespace Switchhook.Agents;

/// <summary>The guard on what one call may cost.</summary>
/// <param name="MaxCallMinutes">Of a new agent. Configured as Agents__MaxCallMinutes.</param>
/// <param name="MostCallMinutes">The most that an owner may set. Configured as Agents__MostCallMinutes.</param>
public record CallLimits(int MaxCallMinutes, int MostCallMinutes = 60)
{
    public const int DefaultMinutes = 15;
}

/// <param name="CreationsPerHour">Per user. Configured as Agents__CreationsPerHour.</param>
/// <param name="LookupInterval">How long Retell's lists may lag behind what was made. Configured as Agents__LookAgainSeconds.</param>
/// <param name="ReconciliationInterval">Configured as Agents__SweepMinutes.</param>
/// <param name="Quarantine">How long an orphan is only listed before it is released by itself, where that is wanted. Configured as
/// Agents__QuarantineHours.</param>
/// <param name="AnswerWithin">How long Retell may take to make something before its answer counts as lost. Configured as
/// Agents__AnswerWithinSeconds.</param>
public record ProvisioningSettings(
    int CreationsPerHour,
    TimeSpan LookupInterval,
    TimeSpan ReconciliationInterval,
    TimeSpan Quarantine,
    TimeSpan AnswerWithin
)
{
    /// <summary>Otherwise only an administrator releases what is left over at Retell. Configured as Agents__ReleaseOrphans.</summary>
    public bool ReleaseOrphans { get; init; }
}
