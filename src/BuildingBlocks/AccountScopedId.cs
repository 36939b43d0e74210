namespace Switchhook.BuildingBlocks;

/// <summary>
/// What a row is looked up by where tenants meet. Retell's ids and phone numbers can be said by anybody, so such an id never stands
/// alone: it is an id within an account at Retell, and the signer says which.
/// </summary>
/// <param name="Id">A call id, an agent id or a number, as the signer said it.</param>
public readonly record struct AccountScopedId(Signer Signer, string Id)
{
    public override string ToString() => $"{Signer.Stored}|{Id}";
}
