using System.Security.Cryptography;
using Marten;
using Microsoft.Extensions.Logging;
using Npgsql;
using Weasel.Postgresql.Tables;
using Wolverine.Marten;

namespace Switchhook.Agents.Connections;

/// <summary>
/// The keys that owners gave, sealed. In a table of its own, in a schema that only the worker may read: not in the events, which are
/// for ever, and not in a document, which pages can load.
/// </summary>
public sealed partial class OwnerKeyStore(NpgsqlDataSource database, RetellKeyProtector protector, ILogger<OwnerKeyStore> log)
{
    /// <summary>How long a replaced key still opens deliveries, which Retell may have signed before it heard of the new one.</summary>
    public static readonly TimeSpan FormerKeyLifetime = TimeSpan.FromHours(24);

    public static Table Table()
    {
        var table = new Table("secrets.retell_keys");
        table.AddColumn("tenant_id", "text").AsPrimaryKey();
        table.AddColumn<Guid>("agent_id").AsPrimaryKey();
        table.AddColumn("given_at", "timestamptz").AsPrimaryKey();
        table.AddColumn("sealed", "text").NotNull();
        table.AddColumn("until", "timestamptz");
        return table;
    }

    public static void Store(IDocumentSession session, Guid agentId, string ciphertext, DateTimeOffset now)
    {
        session.QueueSqlCommand(
            "update secrets.retell_keys set until = ? where tenant_id = ? and agent_id = ? and until is null",
            now + FormerKeyLifetime,
            session.TenantId,
            agentId
        );
        session.QueueSqlCommand(
            "insert into secrets.retell_keys (tenant_id, agent_id, given_at, sealed) values (?, ?, ?, ?)",
            session.TenantId,
            agentId,
            now,
            ciphertext
        );
    }

    public static void Delete(IDocumentSession session, Guid agentId) =>
        session.QueueSqlCommand("delete from secrets.retell_keys where tenant_id = ? and agent_id = ?", session.TenantId, agentId);

    public static void DeleteFormer(IDocumentSession session, Guid agentId, DateTimeOffset now) =>
        session.QueueSqlCommand(
            "delete from secrets.retell_keys where tenant_id = ? and agent_id = ? and until <= ?",
            session.TenantId,
            agentId,
            now
        );

    /// <summary>Newest first; none when the agent has no key of its own.</summary>
    public async Task<IReadOnlyList<string>> ReadAsync(string tenant, Guid agentId, DateTimeOffset now, CancellationToken stop)
    {
        await using var command = database.CreateCommand(
            "select sealed from secrets.retell_keys where tenant_id = $1 and agent_id = $2 and (until is null or until > $3) "
                + "order by given_at desc"
        );
        command.Parameters.AddWithValue(tenant);
        command.Parameters.AddWithValue(agentId);
        command.Parameters.AddWithValue(now);
        await using var rows = await command.ExecuteReaderAsync(stop);
        var keys = new List<string>();
        while (await rows.ReadAsync(stop))
            if (Decrypt(tenant, rows.GetString(0)) is { } key)
                keys.Add(key);
        return keys;
    }

    public async Task<bool> AreStoredAsync(string tenant, Guid agentId, CancellationToken stop)
    {
        await using var command = database.CreateCommand(
            "select exists (select from secrets.retell_keys where tenant_id = $1 and agent_id = $2)"
        );
        command.Parameters.AddWithValue(tenant);
        command.Parameters.AddWithValue(agentId);
        return await command.ExecuteScalarAsync(stop) is true;
    }

    /// <summary>Null when the keys that it was sealed with are lost: then its owner has to give it again.</summary>
    string? Decrypt(string tenant, string ciphertext)
    {
        try
        {
            return protector.Unprotect(tenant, ciphertext);
        }
        catch (CryptographicException)
        {
            LogLost(log);
            return null;
        }
    }

    [LoggerMessage(LogLevel.Error, "An owner's Retell key cannot be decrypted: its data protection key is missing")]
    static partial void LogLost(ILogger log);
}

/// <summary>Kept in the commit of the command that brought it.</summary>
public sealed record StoreOwnerKey(Guid AgentId, string Sealed, DateTimeOffset Now) : IMartenOp
{
    public void Execute(IDocumentSession session) => OwnerKeyStore.Store(session, AgentId, Sealed, Now);
}
