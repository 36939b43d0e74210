using Switchhook.Contracts;
using Wolverine.Persistence.EventSourcing;

namespace Switchhook.Leads.Inbox;

public record MarkLeadDone(Guid LeadId, LeadOutcome Outcome, string? Note, long Version) : PersonalData
{
    public string Stream => Lead.Stream(LeadId);
}

public static class MarkLeadDoneHandler
{
    public static LeadMarkedDone? Handle(MarkLeadDone command, [WriteModel(nameof(MarkLeadDone.Stream))] Lead? lead, DateTimeOffset now)
    {
        if (lead is null)
            throw new Refused("There is no such lead.");
        if (!lead.NeedsAttention)
            return null;
        return new(command.Outcome, AddLeadNoteHandler.Text(command.Note), After(command.Outcome, lead.Status), now);
    }

    static LeadStatus After(LeadOutcome outcome, LeadStatus status) =>
        (outcome, status) switch
        {
            (LeadOutcome.Scheduled, LeadStatus.New or LeadStatus.Contacted) => LeadStatus.Qualified,
            (LeadOutcome.CalledBack or LeadOutcome.LeftVoicemail, LeadStatus.New) => LeadStatus.Contacted,
            _ => status,
        };
}
