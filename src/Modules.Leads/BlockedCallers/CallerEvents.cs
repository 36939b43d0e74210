namespace Switchhook.Leads.BlockedCallers;

/// <param name="Name">Who it was thought to be.</param>
/// <param name="Lead">The lead's stream, when it was blocked from there.</param>
public record NumberBlocked(string Number, string? Name, string? Lead, DateTimeOffset At);

public record NumberUnblocked(DateTimeOffset At);

/// <summary>A blocked number rang, and was turned away before anybody answered.</summary>
public record BlockedCallRejected(string? CallId, DateTimeOffset At);
