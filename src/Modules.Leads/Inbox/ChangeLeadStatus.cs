using Switchhook.Contracts;
using Wolverine.Persistence.EventSourcing;

namespace Switchhook.Leads.Inbox;

public record ChangeLeadStatus(Guid LeadId, LeadStatus Status, long Version) : PersonalData
{
    public string Stream => Lead.Stream(LeadId);
}

public static class ChangeLeadStatusHandler
{
    public static LeadStatusChanged? Handle(
        ChangeLeadStatus command,
        [WriteModel(nameof(ChangeLeadStatus.Stream))] Lead? lead,
        DateTimeOffset now
    )
    {
        if (lead is null)
            throw new Refused("There is no such lead.");
        if (lead.Status == command.Status)
            return null;
        var settles = command.Status is LeadStatus.Won or LeadStatus.Lost or LeadStatus.Spam;
        return new(command.Status, lead.NeedsAttention && !settles, now);
    }
}
