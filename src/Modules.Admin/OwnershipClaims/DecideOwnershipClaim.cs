using Marten;
using Switchhook.Contracts;
using Wolverine;

namespace Switchhook.Admin;

/// <summary>An admin's yes or no, in the claimant's tenant.</summary>
public record AnswerClaim(Guid ClaimId, bool Approved);

public static class AnswerClaimHandler
{
    public static Task<OwnershipClaim?> LoadAsync(AnswerClaim command, IDocumentSession session, CancellationToken stop) => session.LoadAsync<OwnershipClaim>(command.ClaimId, stop);

    public static OutgoingMessages Handle(AnswerClaim command, OwnershipClaim? claim, IDocumentSession session)
    {
        if (claim is null) throw new Refused("This claim is open no more: another admin has decided, or whoever made it took it back.");
        session.Delete(claim);
        return [new ApprovalDecided(claim.Id, command.Approved)];
    }
}
