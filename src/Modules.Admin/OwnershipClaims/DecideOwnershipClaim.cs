using Marten;
using Switchhook.Contracts;
using Wolverine;

namespace Switchhook.Admin.OwnershipClaims;

/// <summary>An admin's yes or no, in the claimant's tenant.</summary>
public record DecideOwnershipClaim(Guid ClaimId, bool Approved);

public static class DecideOwnershipClaimHandler
{
    public static Task<OwnershipClaim?> LoadAsync(DecideOwnershipClaim command, IDocumentSession session, CancellationToken stop) =>
        session.LoadAsync<OwnershipClaim>(command.ClaimId, stop);

    public static OutgoingMessages Handle(DecideOwnershipClaim command, OwnershipClaim? claim, IDocumentSession session)
    {
        if (claim is null)
            throw new Refused("This claim is open no more: another admin has decided, or whoever made it took it back.");
        session.Delete(claim);
        return [new OwnershipApprovalDecided(claim.Id, command.Approved)];
    }
}
