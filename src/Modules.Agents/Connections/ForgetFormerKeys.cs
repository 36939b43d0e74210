using Marten;

namespace Switchhook.Agents;

public record ForgetFormerKeys(Guid AgentId) : ConnectMessage(AgentId);

public static class ForgetFormerKeysHandler
{
    public static void Handle(ForgetFormerKeys step, IDocumentSession session, DateTimeOffset now) => OwnersKeys.ForgetFormer(session, step.AgentId, now);
}
