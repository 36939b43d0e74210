using Microsoft.EntityFrameworkCore;

namespace Switchhook.Admin;

/// <summary>Who stands behind the ids in events and tenants.</summary>
public sealed class Addresses(IReadOnlyDictionary<string, string> emails)
{
    public static async Task<Addresses> ReadAsync(AccountsDb database, IEnumerable<string?> ids, CancellationToken stop)
    {
        var accounts = ids.Select(x => Guid.TryParse(x, out var id) ? id : Guid.Empty).Distinct().ToArray();
        var known = await database.Users.Where(x => accounts.Contains(x.Id)).Select(x => new { x.Id, x.Email }).ToListAsync(stop);
        return new(known.ToDictionary(x => x.Id.ToString(), x => x.Email ?? x.Id.ToString()));
    }

    public string Of(Guid account) => emails.GetValueOrDefault(account.ToString(), account.ToString());

    /// <param name="actor">As an event bears it: an account's id, retell, or nobody, when the site itself went on with something.</param>
    public string OfActor(string? actor) => actor switch
    {
        null or "" => "system",
        "retell" => "Retell",
        _ => emails.GetValueOrDefault(actor, actor),
    };
}
