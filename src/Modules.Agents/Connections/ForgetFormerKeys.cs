using Marten;

namespace Switchhook.Agents.Connections;

public record ForgetFormerKeys(Guid AgentId) : ConnectionMessage(AgentId);

public static class ForgetFormerKeysHandler
{
    public static void Handle(ForgetFormerKeys step, IDocumentSession session, DateTimeOffset now) =>
        OwnerKeyStore.DeleteFormer(session, step.AgentId, now);
}
