using System.Collections.Immutable;
using Switchhook.Leads.Inbox;

namespace Switchhook.Leads;

/// <param name="Returning">The number has been a lead before, and that lead was won or lost.</param>
/// <param name="Said">What the rule read it from.</param>
/// <param name="ByHand">The rule made no lead of the call; its owner did.</param>
public record LeadCaptured(Enquiry Enquiry, bool Returning, CallContent? Said = null, bool ByHand = false);

/// <summary>A row of a file became a lead.</summary>
public record LeadImported(Enquiry Enquiry, LeadStatus Status, bool NeedsAttention, DateTimeOffset At);

/// <param name="Reopens">False where the call came before the lead was done, and was told of after.</param>
public record LeadCalledAgain(Enquiry Enquiry, CallContent? Said = null, bool ByHand = false, bool Reopens = true);

/// <summary>One of the lead's calls was analysed again, or more is known of it: what it said before does not count any more.</summary>
/// <param name="IsLead">False when it makes a lead of none of the calls, and nobody has worked on it.</param>
/// <param name="Status">Null when a person has set it.</param>
public record LeadCallReanalyzed(Enquiry Enquiry, CallContent Said, bool IsLead, LeadStatus? Status, DateTimeOffset At);

/// <summary>A row of a file told more of a lead that was there.</summary>
public record LeadImportJoined(Enquiry Enquiry, DateTimeOffset At);

/// <param name="NoteId">Chosen by the form: sent twice, it is the same note.</param>
public record LeadNoted(string Text, DateTimeOffset At, Guid? NoteId = null);

/// <summary>Somebody wrote what is so. Null: it is not known, whatever was heard.</summary>
public record LeadEdited(IReadOnlyDictionary<LeadField, string?> Values, DateTimeOffset At);

/// <summary>What was heard counts again.</summary>
public record LeadEditUndone(LeadField Field, DateTimeOffset At);

/// <summary>Another rule was applied to the calls.</summary>
/// <param name="IsLead">False when it makes a lead of none of them, and nobody has worked on it.</param>
/// <param name="Status">Null when a person has set it: then the rule says nothing about it.</param>
public record LeadRequalified(int RuleVersion, IReadOnlyList<Enquiry> Enquiries, bool IsLead, LeadStatus? Status, DateTimeOffset At);

/// <summary>What is to be done next, and when. Both empty: nothing.</summary>
public record LeadNextStepSet(string? Text, DateOnly? On, DateTimeOffset At);

/// <param name="NeedsAttention">Won, lost and spam leads leave the queue.</param>
public record LeadStatusChanged(LeadStatus Status, bool NeedsAttention, DateTimeOffset At);

public record LeadMarkedDone(LeadOutcome Outcome, string? Note, LeadStatus Status, DateTimeOffset At);

/// <summary>Compensates whatever took the lead out of the queue: it stands there as before.</summary>
public record LeadReopened(LeadStatus Status, DateTimeOffset At);

/// <summary>Compensates the last change of status, whatever it was.</summary>
public record LeadStatusRestored(LeadStatus Status, bool NeedsAttention, DateTimeOffset At);

/// <summary>Two leads were one person: this one goes on with what the other knew.</summary>
public record LeadMerged(string Other, string? Name, LeadFacts Brought, ImmutableList<LeadTimelineEntry> Story, DateTimeOffset At);

public record LeadMergedInto(string Into, DateTimeOffset At);

/// <summary>Compensates a merge: the calls that the other brought are the other's again. What people wrote stays.</summary>
public record LeadSplit(string Other, IReadOnlyList<string> CallIds, DateTimeOffset At);

public record LeadSplitOff(string From, DateTimeOffset At);

public record LeadCallerBlocked(IReadOnlyList<string> Numbers, DateTimeOffset At);

public record LeadCallerUnblocked(IReadOnlyList<string> Numbers, DateTimeOffset At);

public enum LeadStatus
{
    New,
    Contacted,
    Qualified,
    Won,
    Lost,
    Spam,
}

public enum LeadOutcome
{
    Scheduled,
    CalledBack,
    LeftVoicemail,
    NoAnswer,
    NoActionNeeded,
}
