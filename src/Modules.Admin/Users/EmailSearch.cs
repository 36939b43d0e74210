using Microsoft.EntityFrameworkCore;
using Switchhook.Admin.Accounts;

namespace Switchhook.Admin.Users;

public static class EmailSearch
{
    public static IQueryable<Account> WithAddressLike(this IQueryable<Account> accounts, string words)
    {
        var part = words.ToUpperInvariant();
        return accounts.Where(x => x.NormalizedEmail!.Contains(part));
    }

    public static async Task<IReadOnlyList<Account>> WithAddressLikeAsync(
        this IQueryable<Account> accounts,
        string words,
        int most,
        CancellationToken stop
    ) => await accounts.AsNoTracking().WithAddressLike(words).OrderBy(x => x.NormalizedEmail).Take(most).ToListAsync(stop);
}
