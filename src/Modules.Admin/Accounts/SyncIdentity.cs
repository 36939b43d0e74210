using Marten;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Switchhook.Admin.Access;

namespace Switchhook.Admin.Accounts;

/// <summary>Make Identity say what the account's stream says. Running it twice, late or out of order comes to the same.</summary>
public record SyncIdentity(Guid AccountId) : AccountCommand(AccountId);

public static class SyncIdentityHandler
{
    public static async Task Handle(
        SyncIdentity command,
        IDocumentSession session,
        [FromKeyedServices("accounts")] NpgsqlDataSource accounts,
        DateTimeOffset now,
        CancellationToken stop
    )
    {
        await using var connection = await accounts.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        // Whoever comes second reads the stream second: what was read earlier can never overwrite what was read later.
        await using var turn = new NpgsqlCommand("select from accounts.accounts where id = @account for update", connection, transaction);
        turn.Parameters.AddWithValue("account", command.AccountId);
        await turn.ExecuteNonQueryAsync(stop);
        if (await session.Events.AggregateStreamAsync<AccountState>(command.Stream, token: stop) is not { } state)
            return;
        await using var align = new NpgsqlCommand(
            """
            with given as (select id from accounts.roles where name = any(@roles)),
            withdrawn as (delete from accounts.account_roles where user_id = @account and role_id not in (select id from given)
                returning 1),
            granted as (insert into accounts.account_roles (user_id, role_id) select @account, id from given on conflict do nothing
                returning 1),
            aligned as (update accounts.accounts set suspended_at = case when @suspended
                then coalesce(suspended_at, @now) end, awaits_approval = @held
                where id = @account and ((suspended_at is not null) <> @suspended or awaits_approval <> @held
                    or exists (select from withdrawn) or exists (select from granted)) returning 1)
            select exists (select from aligned)
            """,
            connection,
            transaction
        );
        align.Parameters.AddWithValue("account", command.AccountId);
        align.Parameters.AddWithValue("roles", state.Roles.ToArray());
        align.Parameters.AddWithValue("suspended", state.Suspended || state.Held);
        align.Parameters.AddWithValue("held", state.Held);
        align.Parameters.AddWithValue("now", now);
        // What has not changed ends nothing: this may run twice, and once more after the next sign-in.
        if (await align.ExecuteScalarAsync(stop) is true)
            await AccessRevocation.RunAsync(
                transaction,
                command.AccountId,
                state.Suspended ? RevocationReason.Suspended : RevocationReason.RolesChanged,
                now
            );
        await transaction.CommitAsync(stop);
    }
}
