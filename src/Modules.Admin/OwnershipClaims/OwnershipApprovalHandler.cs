using Marten;
using Switchhook.Contracts;
using Wolverine;
using Wolverine.Attributes;

namespace Switchhook.Admin;

[WolverineHandler]
public static class ListClaim
{
    public static void Handle(ApprovalAsked asked, Envelope envelope, IDocumentSession session) =>
        session.Store(new OwnershipClaim(asked.AgentId, Guid.Parse(session.TenantId), asked.Name, asked.RetellAgentId, asked.PhoneNumber, envelope.SentAt));

    public static void Handle(ApprovalSettled settled, IDocumentSession session) => session.Delete<OwnershipClaim>(settled.AgentId);
}
