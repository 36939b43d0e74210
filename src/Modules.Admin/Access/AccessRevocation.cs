using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using NpgsqlTypes;
using Switchhook.Admin.Accounts;
using Wolverine;

namespace Switchhook.Admin.Access;

/// <summary>
/// The one place where credentials end. All kinds that an <see cref="RevocationReason"/> concerns end in one transaction,
/// together with what caused it. That keys and passkeys have ended is written in the account's stream last, right before the commit: where
/// the cause changed nothing, nothing is written; and where the commit fails, messages from the stream end them all the same.
/// </summary>
public sealed class AccessRevocation([FromKeyedServices(AccountsDb.Schema)] NpgsqlDataSource database, IMessageBus bus, TimeProvider time)
{
    /// <param name="keep">The session that goes on, where one does.</param>
    /// <param name="cause">Done first, in the same transaction; where it says that it changed nothing, nothing ends.</param>
    public async Task<bool> RunAsync(
        Guid account,
        RevocationReason why,
        Guid? keep = null,
        Func<NpgsqlTransaction, Task<bool>>? cause = null
    )
    {
        await using var connection = await database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        if (cause is not null && !await cause(transaction))
            return false;
        await RunAsync(transaction, account, why, time.GetUtcNow(), keep);
        // A key that is still on its way is closed by its stream.
        if (CredentialKind.EndedBy(why).Any(x => x.Name is "API key"))
            await bus.InvokeAsAsync(account, new RevokeAccess(account));
        await transaction.CommitAsync();
        return true;
    }

    /// <summary>Where a transaction is under way already.</summary>
    public static async Task RunAsync(
        NpgsqlTransaction transaction,
        Guid account,
        RevocationReason why,
        DateTimeOffset now,
        Guid? keep = null
    )
    {
        var stamp = SecurityStampRenewal.New();
        foreach (var kind in CredentialKind.EndedBy(why))
        {
            await using var end = new NpgsqlCommand(kind.End, transaction.Connection, transaction);
            end.Parameters.Add(new("account", NpgsqlDbType.Uuid) { Value = account });
            end.Parameters.Add(new("keep", NpgsqlDbType.Uuid) { Value = (object?)keep ?? DBNull.Value });
            end.Parameters.Add(new("stamp", stamp));
            end.Parameters.Add(new("now", now));
            await end.ExecuteNonQueryAsync();
        }
    }
}
