namespace Switchhook.Contracts;

/// <summary>Asked of Admin by who follows a link that acts for an owner without a sign-in: is it still good?</summary>
public interface IMailedLinks
{
    /// <summary>False while the owner is suspended, and for links from before their access was ended.</summary>
    Task<bool> AreValidAsync(string tenant, DateTimeOffset madeAt, CancellationToken stop);
}
