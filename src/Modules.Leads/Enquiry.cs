namespace Switchhook.Leads;

/// <summary>What the rule read from one call. A caller who rings again makes another one on the same lead.</summary>
/// <param name="Number">E.164, or null when nobody can be called back.</param>
public record Enquiry(
    string CallId,
    DateTimeOffset CalledAt,
    string Reason,
    string? Name = null,
    string? Number = null,
    string? Email = null,
    string? Intent = null,
    string? PreferredTime = null,
    string? Notes = null,
    bool Urgent = false,
    bool WantsAppointment = false,
    bool Simulated = false,
    int RuleVersion = 0);
