using Marten;
using Switchhook.Contracts;
using Wolverine.Attributes;

namespace Switchhook.Leads;

/// <summary>When the owner was mailed about a lead. Beside its stream and not in it: a mail changes nothing that a page shown before decides on.</summary>
public record LeadMailed(string Id, DateTimeOffset At);

[WolverineHandler]
public static class NoteLeadMailed
{
    public static void Handle(OwnerMailed told, IDocumentSession session)
    {
        if (told.Key.StartsWith("lead/", StringComparison.Ordinal)) session.Store(new LeadMailed(told.Key, told.At));
    }
}
