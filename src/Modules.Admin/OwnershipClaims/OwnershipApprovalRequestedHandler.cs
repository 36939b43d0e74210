using Marten;
using Switchhook.Contracts;
using Wolverine;

namespace Switchhook.Admin.OwnershipClaims;

public static class OwnershipApprovalRequestedHandler
{
    public static void Handle(OwnershipApprovalRequested message, Envelope envelope, IDocumentSession session) =>
        session.Store(
            new OwnershipClaim(
                message.AgentId,
                Guid.Parse(session.TenantId),
                message.Name,
                message.RetellAgentId,
                message.PhoneNumber,
                envelope.SentAt
            )
        );
}
