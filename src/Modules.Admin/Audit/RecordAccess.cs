using Marten;

namespace Switchhook.Admin.Audit;

/// <summary>Sent and awaited by the page before it answers: what was not recorded was not shown.</summary>
public record RecordAccess(Guid AuditorId, AuditedAccess Look);

public static class RecordAccessHandler
{
    public static void Handle(RecordAccess command, IDocumentSession session) =>
        session.Events.Append(AuditLog.Key(command.AuditorId), command.Look);
}
