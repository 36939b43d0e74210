namespace Switchhook.Agents;

/// <summary>The guard on what one call may cost. Configured as Agents__MaxCallMinutes.</summary>
public record CallLimits(int MaxCallMinutes);

/// <param name="CreationsPerHour">Per user. Configured as Agents__CreationsPerHour.</param>
/// <param name="BetweenLooks">How long Retell's lists may lag behind what was made. Configured as Agents__LookAgainSeconds.</param>
/// <param name="SweepEvery">Configured as Agents__SweepMinutes.</param>
/// <param name="Quarantine">How long an orphan is only flagged before it is released. Configured as Agents__QuarantineHours.</param>
/// <param name="AnswerWithin">How long Retell may take to make something before its answer counts as lost. Configured as Agents__AnswerWithinSeconds.</param>
public record SetUpRules(int CreationsPerHour, TimeSpan BetweenLooks, TimeSpan SweepEvery, TimeSpan Quarantine, TimeSpan AnswerWithin);
