using Marten;

namespace Switchhook.Admin;

/// <summary>Sent and awaited by the page before it answers: what was not recorded was not shown.</summary>
public record NoteLook(Guid AuditorId, Look Look);

public static class NoteLookHandler
{
    public static void Handle(NoteLook command, IDocumentSession session) => session.Events.Append(Looks.Key(command.AuditorId), command.Look);
}
