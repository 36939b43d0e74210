using Marten;
using Switchhook.Contracts;
using Wolverine;

namespace Switchhook.Admin.OwnershipClaims;

public static class OwnershipApprovalHandler
{
    public static void Handle(OwnershipApprovalRequested asked, Envelope envelope, IDocumentSession session) =>
        session.Store(new OwnershipClaim(asked.AgentId, Guid.Parse(session.TenantId), asked.Name, asked.RetellAgentId, asked.PhoneNumber, envelope.SentAt));

    public static void Handle(OwnershipApprovalClosed settled, IDocumentSession session) => session.Delete<OwnershipClaim>(settled.AgentId);
}
