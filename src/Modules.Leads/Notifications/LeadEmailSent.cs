namespace Switchhook.Leads.Notifications;

/// <summary>
/// When the owner was mailed about a lead, or a digest was. Beside the lead's stream and not in it: a mail changes nothing that a page
/// shown before decides on.
/// </summary>
/// <param name="Id">The mail's key.</param>
public record LeadEmailSent(string Id, DateTimeOffset At);

/// <summary>Which mail tells of a lead: its own, or a digest. One mail does, whatever is asked twice or chosen meanwhile.</summary>
/// <param name="Id">The lead's stream.</param>
public record LeadInEmail(string Id, string Mail);
