using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Switchhook.Calls.Ingestion;

namespace Switchhook.Calls.Search;

/// <summary>
/// Files the calls of whoever has many new ones under the words that stand in them. Until then a search looks through these one by one.
/// </summary>
public sealed class CallSearchIndexer(NpgsqlDataSource database, TimeProvider time, ILogger<CallSearchIndexer> log) : BackgroundService
{
    public const int Many = 256;
    static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
            try
            {
                await Task.Delay(Every, time, stop);
                await IndexAsync(stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            // What is not caught here would end the site.
            catch (Exception broken)
            {
                log.LogWarning("Indexing calls for search failed: {Reason}", DatabaseErrors.Reason(broken));
            }
    }

    public async Task IndexAsync(CancellationToken stop)
    {
        foreach (var tenant in await TenantsAsync(stop))
            try
            {
                await IndexAsync(tenant, stop);
            }
            // Of one owner's calls some cannot be filed: they are looked through one by one, and the others' are filed.
            catch (PostgresException broken) when (!DatabaseErrors.IsAway(broken))
            {
                log.LogWarning("Indexing calls for search failed for one account: {Reason}", DatabaseErrors.Reason(broken));
            }
    }

    async Task IndexAsync(string tenant, CancellationToken stop)
    {
        // Rows that somebody is writing to are left for the next time: so nobody waits for anybody else's.
        await using var command = database.CreateCommand(
            $"""
            with unfiled as (select id from {CallSearchIndex.TableName} where tenant_id = $1 and number is null for update skip locked),
            filed as (
                update {CallSearchIndex.TableName} w set number = nextval('{CallSearchIndex.NumbersTableName}')
                from unfiled u where w.tenant_id = $1 and w.id = u.id returning w.number, concat(w.caller, w.said, w.understood) as words)
            insert into {CallSearchIndex.PostingsTableName} (tenant_id, word, calls)
            select $1, word, array_agg(distinct number) from filed, string_to_table(words, ' ') word where word <> '' group by word
            """
        );
        command.CommandTimeout = 300;
        command.Parameters.AddWithValue(tenant);
        await command.ExecuteNonQueryAsync(stop);
    }

    async Task<List<string>> TenantsAsync(CancellationToken stop)
    {
        await using var command = database.CreateCommand(
            $"select tenant_id from {CallSearchIndex.TableName} where number is null group by tenant_id having count(*) >= $1"
        );
        command.Parameters.AddWithValue(Many);
        await using var row = await command.ExecuteReaderAsync(stop);
        var tenants = new List<string>();
        while (await row.ReadAsync(stop))
            tenants.Add(row.GetString(0));
        return tenants;
    }
}
