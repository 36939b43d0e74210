using Marten;
using Switchhook.Contracts;

namespace Switchhook.Admin.OwnershipClaims;

public static class OwnershipApprovalClosedHandler
{
    public static void Handle(OwnershipApprovalClosed message, IDocumentSession session) => session.Delete<OwnershipClaim>(message.AgentId);
}
