using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Switchhook.Admin;

/// <summary>One count, as an admin sees it.</summary>
/// <param name="Account">The address that the hash stands for, where it is one of ours.</param>
public sealed record LimitRow(LimitCount Count, string? Account)
{
    const int MostShown = 200;

    public string What => Count.LimitName switch
    {
        "sign-in" => "Wrong passwords for one account from one network",
        "sign-in network" => "Wrong passwords from one network",
        "sign-in address" => "Wrong passwords for one account from anywhere",
        "passkey network" => "Passkeys that proved nothing",
        "mailed code network" => "Wrong codes from mailed links",
        "mail" => "Mails to one address asked for by one network",
        "mail network" => "Mails asked for by one network",
        "mail address" => "Mails to one address asked for from anywhere",
        "wrong API keys" => "Wrong API keys",
        "warning" => "Warnings mailed to an owner",
        var other => other,
    };

    /// <summary>Those that turned somebody away, or make somebody wait, the busiest first.</summary>
    public static async Task<IReadOnlyList<LimitRow>> ReadAsync(AccountsDb database, NpgsqlDataSource source, DateTimeOffset now, CancellationToken stop)
    {
        var counts = await database.Limits.AsNoTracking().Where(x => x.Refused > 0 || (x.LimitName == SignInLimits.OfAddressAndNetwork.Name && x.FreeAt > now))
            .OrderByDescending(x => x.Refused).ThenByDescending(x => x.LastAt).Take(MostShown).ToListAsync(stop);
        var hashes = counts.Select(x => x.Address).Where(x => x.Length > 0).Distinct().ToArray();
        var known = await AccountsAsync(source, hashes, stop);
        return [.. counts.Select(x => new LimitRow(x, known.GetValueOrDefault(x.Address)))];
    }

    static async Task<Dictionary<string, string>> AccountsAsync(NpgsqlDataSource source, string[] hashes, CancellationToken stop)
    {
        await using var command = source.CreateCommand("""
            select hash, email from accounts.accounts, encode(sha256(convert_to(normalized_email, 'UTF8')), 'hex') hash where hash = any($1)
            """);
        command.Parameters.Add(new() { Value = hashes });
        await using var row = await command.ExecuteReaderAsync(stop);
        var known = new Dictionary<string, string>();
        while (await row.ReadAsync(stop)) known[row.GetString(0)] = row.GetString(1);
        return known;
    }

    public static Task ClearAsync(AccountsDb database, string limit, string address, string network, CancellationToken stop) =>
        database.Limits.Where(x => x.LimitName == limit && x.Address == address && x.Network == network).ExecuteDeleteAsync(stop);
}
