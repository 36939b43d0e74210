using Microsoft.EntityFrameworkCore;
using Npgsql;
using Switchhook.Admin.Accounts;
using Switchhook.Admin.Mail;
using Switchhook.BuildingBlocks;

namespace Switchhook.Admin.RateLimiting;

/// <summary>One count, as an admin sees it.</summary>
/// <param name="Account">The address that the hash stands for, where it is one of ours.</param>
public sealed record RateLimitRow(RateLimitCount Count, string? Account)
{
    const int MostShown = 200;

    static readonly Dictionary<string, (RateLimit Limit, string What)> Known = new (RateLimit Limit, string What)[]
    {
        (SignInLimits.OfAddressAndNetwork, "Wrong passwords for one account from one network"),
        (SignInLimits.OfNetwork, "Wrong passwords from one network"),
        (SignInLimits.OfAddress, "Wrong passwords for one account from anywhere"),
        (SignInLimits.OfPasskeys, "Passkeys that proved nothing"),
        (SignInLimits.OfCodes, "Wrong codes from mailed links"),
        (SignInLimits.OfApiKeys, "Wrong API keys"),
        (SignInLimits.OfWarnings, "Warnings mailed to an owner"),
        (MailLimit.OfMailboxAndNetwork, "Mails to one address asked for by one network"),
        (MailLimit.OfNetwork, "Mails asked for by one network"),
        (MailLimit.OfMailbox, "Mails to one address asked for from anywhere"),
    }.ToDictionary(x => x.Limit.Name);

    public string What => Known.TryGetValue(Count.LimitName, out var known) ? known.What : Count.LimitName;

    /// <summary>Whether the next one would be turned away now.</summary>
    public bool WaitsAt(DateTimeOffset now) =>
        Known.TryGetValue(Count.LimitName, out var known)
        && known.Limit.Take(new(Count.Count, Count.FreeAt, Count.LastAt), now).Wait is not null;

    /// <summary>Those that turned somebody away, or make somebody wait, the busiest first.</summary>
    public static async Task<IReadOnlyList<RateLimitRow>> ReadAsync(
        AccountsDb database,
        NpgsqlDataSource source,
        DateTimeOffset now,
        CancellationToken stop
    )
    {
        var counts = await database
            .Limits.AsNoTracking()
            .Where(x => x.Refused > 0 || (x.LimitName == SignInLimits.OfAddressAndNetwork.Name && x.FreeAt > now))
            .OrderByDescending(x => x.Refused)
            .ThenByDescending(x => x.LastAt)
            .Take(MostShown)
            .ToListAsync(stop);
        var hashes = counts.Select(x => x.Address).Where(x => x.Length > 0).Distinct().ToArray();
        var known = await AccountsAsync(source, hashes, stop);
        return [.. counts.Select(x => new RateLimitRow(x, known.GetValueOrDefault(x.Address).Email))];
    }

    public static async Task<Dictionary<string, (Guid Id, string Email)>> AccountsAsync(
        NpgsqlDataSource source,
        IReadOnlyCollection<string> hashes,
        CancellationToken stop
    )
    {
        await using var command = source.CreateCommand(
            """
            select hash, email, id from accounts.accounts, encode(sha256(convert_to(normalized_email, 'UTF8')), 'hex') hash
            where hash = any($1)
            """
        );
        command.Parameters.Add(new() { Value = hashes.ToArray() });
        await using var row = await command.ExecuteReaderAsync(stop);
        var known = new Dictionary<string, (Guid, string)>();
        while (await row.ReadAsync(stop))
            known[row.GetString(0)] = (row.GetGuid(2), row.GetString(1));
        return known;
    }

    /// <returns>False when there was none any more.</returns>
    public static async Task<bool> ClearAsync(AccountsDb database, string limit, string address, string network, CancellationToken stop) =>
        await database.Limits.Where(x => x.LimitName == limit && x.Address == address && x.Network == network).ExecuteDeleteAsync(stop) > 0;
}
