using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Options;
using Npgsql;
using Switchhook.App.Hosting.Configuration;
using Switchhook.App.Hosting.Database;
using Switchhook.BuildingBlocks;

namespace Switchhook.App.Hosting;

/// <summary>
/// Whether the keys in DATA_DIR are those that this database is sealed with. For each key a word sealed with it lies in the database, and
/// all of them are opened at start: with the folder of another site, or an empty one, nobody could sign in and no owner's Retell key would
/// open. A key that comes while the site runs is made two days before anything is sealed with it, and has its word within one.
/// </summary>
public sealed partial class KeyRingCheck(
    Databases databases,
    DataFolder data,
    IDataProtectionProvider protection,
    IKeyManager keys,
    IOptions<KeyRingOptions> options,
    TimeProvider time,
    ILogger<KeyRingCheck> log
) : BackgroundService
{
    const string Plaintext = "switchhook",
        InsertSql = "insert into platform.sealed_words (key_id, sealed) values ($1, $2) on conflict (key_id) do nothing";

    /// <summary>How words begin that former builds sealed, with the key that was current then.</summary>
    const string OfProtector = "CfDJ8";

    static readonly TimeSpan Every = TimeSpan.FromDays(1),
        Again = TimeSpan.FromMinutes(10);
    static readonly byte[] Purpose = "key-ring-check"u8.ToArray();

    readonly IDataProtector protector = protection.CreateProtector("platform", "key-ring-check");

    public static string Storage(string worker) =>
        $"""
            create table if not exists platform.sealed_words (
                key_id uuid primary key, sealed text not null, made_at timestamptz not null default now());
            grant select, insert on platform.sealed_words to "{worker}";
            """;

    public override async Task StartAsync(CancellationToken stop)
    {
        await using (var owner = databases.Open(DatabaseRole.Owner))
            await CheckAsync(owner, stop);
        await base.StartAsync(stop);
    }

    async Task CheckAsync(NpgsqlDataSource owner, CancellationToken stop)
    {
        var words = await ReadAsync(owner, stop);
        // By their names first: opening a former build's word makes a key of its own where there is none.
        var here = keys.GetAllKeys().ToDictionary(x => x.KeyId);
        var missing = words.Select(x => x.KeyId).Where(x => !here.ContainsKey(x)).ToArray();
        if (missing.Length == 0)
            missing = [.. words.Where(x => !CanDecrypt(here[x.KeyId], x.Sealed)).Select(x => x.KeyId)];
        if (missing.Length > 0 && !options.Value.ReplaceLostKeys)
            throw new StartupFailure(Sentence(missing));
        if (missing.Length > 0)
        {
            log.LogWarning(
                "{Count} data protection keys are missing; everything encrypted with them has to be entered again",
                missing.Length
            );
            await ExecuteAsync(owner, "delete from platform.sealed_words where key_id = any($1)", stop, missing);
        }
        // Makes the first key where there is none.
        protector.Protect(Plaintext);
        await SealAsync(owner, stop);
    }

    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        try
        {
            for (var pause = Every; ; pause = await TryAsync(stop) ? Every : Again)
                await Task.Delay(pause, time, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested) { }
    }

    async Task<bool> TryAsync(CancellationToken stop)
    {
        try
        {
            await using var worker = databases.Open(DatabaseRole.Worker);
            await SealAsync(worker, stop);
            return true;
        }
        // What is not caught here would end the site.
        catch (Exception broken) when (!stop.IsCancellationRequested)
        {
            LogNotSealed(log, broken.GetType().Name);
            return false;
        }
    }

    /// <summary>A word for every key that can be opened and has none.</summary>
    public async Task SealAsync(NpgsqlDataSource database, CancellationToken stop)
    {
        foreach (var key in keys.GetAllKeys())
            if (EncryptorOf(key)?.Encrypt(Encoding.UTF8.GetBytes(Plaintext), Purpose) is { } made)
                await ExecuteAsync(database, InsertSql, stop, key.KeyId, Convert.ToBase64String(made));
    }

    /// <summary>Null where the key itself cannot be decrypted, whatever the reason.</summary>
    static IAuthenticatedEncryptor? EncryptorOf(IKey key)
    {
        try
        {
            return key.CreateEncryptor();
        }
        catch (Exception unreadable) when (unreadable is not OutOfMemoryException)
        {
            return null;
        }
    }

    string Sentence(Guid[] missing)
    {
        var (folder, files) = (data.Of("keys"), string.Join(", ", missing.Take(5).Select(x => $"key-{x}.xml")));
        var cannot = missing.Any(x => File.Exists(Path.Combine(folder, $"key-{x}.xml")))
            ? "cannot be opened (see DataProtection__Certificate and DataProtection__FormerCertificate)"
            : "are missing";
        return $"The keys in {folder} are not those of this database: "
            + $"{files}{(missing.Length > 5 ? $" and {missing.Length - 5} more" : "")} {cannot}. "
            + "Sign-ins and the Retell keys of connected agents are sealed with them. Put the files back, from a backup of DATA_DIR or "
            + "from another node of this site. "
            + "If they are lost for good, start once with DataProtection__ReplaceLostKeys=true: everybody signs in again, and owners of "
            + "connected agents enter their Retell key again.";
    }

    bool CanDecrypt(IKey key, string sealedWord)
    {
        try
        {
            return sealedWord.StartsWith(OfProtector, StringComparison.Ordinal)
                ? protector.Unprotect(sealedWord) == Plaintext
                : EncryptorOf(key)?.Decrypt(Convert.FromBase64String(sealedWord), Purpose) is { } opened
                    && Encoding.UTF8.GetString(opened) == Plaintext;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    static async Task<List<(Guid KeyId, string Sealed)>> ReadAsync(NpgsqlDataSource owner, CancellationToken stop)
    {
        await using var command = owner.CreateCommand("select key_id, sealed from platform.sealed_words order by made_at");
        await using var rows = await command.ExecuteReaderAsync(stop);
        var found = new List<(Guid, string)>();
        while (await rows.ReadAsync(stop))
            found.Add((rows.GetGuid(0), rows.GetString(1)));
        return found;
    }

    static async Task ExecuteAsync(NpgsqlDataSource owner, string sql, CancellationToken stop, params object[] values)
    {
        await using var command = owner.CreateCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync(stop);
    }

    [LoggerMessage(LogLevel.Warning, "The data protection keys that this database needs could not be recorded: {Reason}")]
    static partial void LogNotSealed(ILogger log, string reason);
}
