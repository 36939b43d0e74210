namespace Switchhook.Leads;

/// <param name="Returning">The number has been a lead before, and that lead was won or lost.</param>
public record LeadCaptured(Enquiry Enquiry, bool Returning);

public record LeadCalledAgain(Enquiry Enquiry);

public record LeadNoted(string Text, DateTimeOffset At);

/// <param name="NeedsAttention">Won, lost and spam leads leave the queue.</param>
public record LeadStatusChanged(LeadStatus Status, bool NeedsAttention, DateTimeOffset At);

public record LeadMarkedDone(LeadOutcome Outcome, string? Note, LeadStatus Status, DateTimeOffset At);

/// <summary>Compensates whatever took the lead out of the queue: it stands there as before.</summary>
public record LeadReopened(LeadStatus Status, DateTimeOffset At);

public enum LeadStatus { New, Contacted, Qualified, Won, Lost, Spam }

public enum LeadOutcome { Scheduled, CalledBack, LeftVoicemail, NoAnswer, NoActionNeeded }
