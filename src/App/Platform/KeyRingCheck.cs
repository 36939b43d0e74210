using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Options;
using Npgsql;
using Switchhook.App.Platform.Configuration;

namespace Switchhook.App.Platform;

/// <summary>
/// Whether the keys in DATA_DIR are those that this database is sealed with. For each key a word sealed with it lies in the database, and all
/// of them are opened at start: with the folder of another site, or an empty one, nobody could sign in and no owner's Retell key would open.
/// </summary>
public sealed class KeyRingCheck(Databases databases, DataFolder data, IDataProtectionProvider protection, IKeyManager keys, IOptions<KeysOptions> options, ILogger<KeyRingCheck> log) : IHostedService
{
    public const string Table = """
        create table if not exists platform.sealed_words (key_id uuid primary key, sealed text not null, made_at timestamptz not null default now());
        """;

    const string Word = "switchhook";

    readonly IDataProtector seal = protection.CreateProtector("platform", "key-ring-check");

    public async Task StartAsync(CancellationToken stop)
    {
        await using var owner = databases.Open(Databases.Owner);
        var words = await ReadAsync(owner, stop);
        // By their names first: opening one makes a key of its own where there is none.
        var here = keys.GetAllKeys().Select(x => x.KeyId).ToHashSet();
        var missing = words.Select(x => x.KeyId).Where(x => !here.Contains(x)).ToArray();
        if (missing.Length == 0) missing = [.. words.Where(x => !Opens(x.Sealed)).Select(x => x.KeyId)];
        if (missing.Length > 0 && !options.Value.ReplaceLostKeys) throw new CannotStart(Sentence(missing));
        if (missing.Length > 0)
        {
            log.LogWarning("{Count} data protection keys are lost; what was sealed with them has to be given again", missing.Length);
            await ExecuteAsync(owner, "delete from platform.sealed_words where key_id = any($1)", stop, missing);
        }
        var made = seal.Protect(Word);
        await ExecuteAsync(owner, "insert into platform.sealed_words (key_id, sealed) values ($1, $2) on conflict (key_id) do nothing", stop, KeyOf(made), made);
    }

    public Task StopAsync(CancellationToken stop) => Task.CompletedTask;

    string Sentence(Guid[] missing)
    {
        var (folder, files) = (data.Of("keys"), string.Join(", ", missing.Take(5).Select(x => $"key-{x}.xml")));
        var cannot = missing.Any(x => File.Exists(Path.Combine(folder, $"key-{x}.xml")))
            ? "cannot be opened (see DataProtection__Certificate and DataProtection__FormerCertificate)" : "are missing";
        return $"The keys in {folder} are not those of this database: {files}{(missing.Length > 5 ? $" and {missing.Length - 5} more" : "")} {cannot}. "
            + "Sign-ins and the Retell keys of connected agents are sealed with them. Put the files back, from a backup of DATA_DIR or from another node of this site. "
            + "If they are lost for good, start once with DataProtection__ReplaceLostKeys=true: everybody signs in again, and owners of connected agents enter their Retell key again.";
    }

    bool Opens(string sealedWord)
    {
        try { return seal.Unprotect(sealedWord) == Word; }
        catch (CryptographicException) { return false; }
    }

    /// <summary>What data protection seals begins with four bytes of its own and the key's id.</summary>
    static Guid KeyOf(string sealedWord) => new(Base64Url.DecodeFromChars(sealedWord).AsSpan(4, 16));

    static async Task<List<(Guid KeyId, string Sealed)>> ReadAsync(NpgsqlDataSource owner, CancellationToken stop)
    {
        await using var command = owner.CreateCommand("select key_id, sealed from platform.sealed_words order by made_at");
        await using var rows = await command.ExecuteReaderAsync(stop);
        var found = new List<(Guid, string)>();
        while (await rows.ReadAsync(stop)) found.Add((rows.GetGuid(0), rows.GetString(1)));
        return found;
    }

    static async Task ExecuteAsync(NpgsqlDataSource owner, string sql, CancellationToken stop, params object[] values)
    {
        await using var command = owner.CreateCommand(sql);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync(stop);
    }
}
