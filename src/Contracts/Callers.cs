namespace Switchhook.Contracts;

/// <summary>Leads → Calls, Agents: calls from this number are to be turned away from the tenant's agent before it answers.</summary>
/// <param name="Number">E.164.</param>
public record CallerBlocked(string Number) : PersonalData;

/// <summary>Leads → Calls, Agents: calls from this number are let through again.</summary>
/// <param name="IsLast">Nobody is blocked any more.</param>
public record CallerUnblocked(string Number, bool IsLast) : PersonalData;

/// <summary>Calls → Leads: a blocked number rang and was turned away.</summary>
/// <param name="CallId">Retell's, where it gives one before there is a call.</param>
public record BlockedCallerRejected(string Number, string? CallId, DateTimeOffset At) : PersonalData;

/// <summary>Agents → Leads: whether Retell asks before it lets a call through to the tenant's number.</summary>
/// <param name="Why">It was to, and does not.</param>
public record ScreeningChanged(bool IsGuarded, string? Why) : PersonalData;
