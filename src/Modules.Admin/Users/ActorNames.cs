using Microsoft.EntityFrameworkCore;
using Switchhook.Admin.Accounts;
using Switchhook.Admin.Audit;

namespace Switchhook.Admin.Users;

/// <summary>Who stands behind the ids in events and tenants, and what they call their keys.</summary>
public sealed class ActorNames(IReadOnlyDictionary<Guid, string> emails, IReadOnlyDictionary<Guid, string> keys)
{
    /// <param name="actors">As events bear them, or bare ids of accounts.</param>
    public static async Task<ActorNames> ReadAsync(AccountsDb database, IEnumerable<string?> actors, CancellationToken stop)
    {
        var read = actors.Select(Actor.Read).OfType<Actor>().ToList();
        var (accounts, keys) = (
            read.Select(x => x.Account).Distinct().ToArray(),
            read.Select(x => x.Key).OfType<Guid>().Distinct().ToArray()
        );
        return new(
            await database.Users.Where(x => accounts.Contains(x.Id)).ToDictionaryAsync(x => x.Id, x => x.Email ?? x.Id.ToString(), stop),
            keys.Length == 0
                ? new Dictionary<Guid, string>()
                : await database.ApiKeys.Where(x => keys.Contains(x.Id)).ToDictionaryAsync(x => x.Id, x => x.Name, stop)
        );
    }

    public string Of(Guid account) => emails.GetValueOrDefault(account, account.ToString());

    /// <param name="actor">As an event bears it: an account's id and by what it came, retell, or nobody, when the site itself went on with
    /// something.</param>
    public string OfActor(string? actor) =>
        (actor, Actor.Read(actor)) switch
        {
            (null or "", _) => "system",
            ("retell", _) => "Retell",
            (_, { Key: { } key } by) => $"{Of(by.Account)} by the key {keys.GetValueOrDefault(key, key.ToString())}",
            (_, { ByToken: true } by) => $"{Of(by.Account)} by a token",
            (_, { } by) => Of(by.Account),
            _ => actor,
        };
}
