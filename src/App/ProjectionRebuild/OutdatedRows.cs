using System.Threading.Channels;
using Marten;
using Marten.Events.Projections;
using Npgsql;
using Switchhook.BuildingBlocks;

namespace Switchhook.App.ProjectionRebuild;

/// <summary>
/// Replays rows of another build's shape, each from its own stream, as soon as one is read. So callers who call again while
/// everything is brought up to date wait for their own row and not for all of them; and two builds side by side get on.
/// </summary>
public sealed partial class OutdatedRows(
    [FromKeyedServices(DatabaseRole.Worker)] NpgsqlDataSource worker,
    IServiceProvider services,
    ILogger<OutdatedRows> log
) : BackgroundService
{
    readonly Channel<(Type Model, string Id)> queue = Channel.CreateBounded<(Type, string)>(
        new BoundedChannelOptions(10_000) { FullMode = BoundedChannelFullMode.DropWrite }
    );

    /// <summary>Where the channel is full, the row is met again.</summary>
    public void Enqueue(Type model, string id) => queue.Writer.TryWrite((model, id));

    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        try
        {
            await foreach (var (model, id) in queue.Reader.ReadAllAsync(stop))
                await TryAsync(model, id, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested) { }
    }

    async Task TryAsync(Type model, string id, CancellationToken stop)
    {
        try
        {
            if (ReadModel.All(Store).FirstOrDefault(x => x.Name == model.Name) is not { } table)
                return;
            foreach (var tenant in await TenantsAsync(table, id, stop))
                await ReplayAsync(table, tenant, id, stop);
        }
        catch (Exception failed) when (!stop.IsCancellationRequested)
        {
            LogFailed(log, model.Name, failed.GetType().Name);
        }
    }

    DocumentStore Store => (DocumentStore)services.GetRequiredService<IDocumentStore>();

    async Task<List<string>> TenantsAsync(ReadModel model, string id, CancellationToken stop)
    {
        await using var command = worker.CreateCommand(
            $"select tenant_id from {model.Table} where id = $1 and data ->> '{RowShapeConverter.Name}' is distinct from $2"
        );
        command.Parameters.AddWithValue(id);
        command.Parameters.AddWithValue(model.Shape);
        await using var row = await command.ExecuteReaderAsync(stop);
        var tenants = new List<string>();
        while (await row.ReadAsync(stop))
            tenants.Add(row.GetString(0));
        return tenants;
    }

    /// <summary>Of all rows that were written since then, by whichever build.</summary>
    public async Task<int> ReplayAsync(DateTimeOffset since, CancellationToken stop)
    {
        var folded = 0;
        foreach (var model in ReadModel.All(Store).Where(x => !x.IsTable))
        foreach (var (tenant, id) in await WrittenAsync(model, since, stop))
            if (await ReplayAsync(model, tenant, id, stop))
                folded++;
        return folded;
    }

    async Task<List<(string Tenant, string Id)>> WrittenAsync(ReadModel model, DateTimeOffset since, CancellationToken stop)
    {
        await using var command = worker.CreateCommand(
            $"select tenant_id, id from {model.Table} where mt_last_modified >= $1 and data ->> '{RowShapeConverter.Name}' is "
                + "distinct from $2"
        );
        command.CommandTimeout = 0;
        command.Parameters.AddWithValue(since);
        command.Parameters.AddWithValue(model.Shape);
        await using var row = await command.ExecuteReaderAsync(stop);
        var rows = new List<(string, string)>();
        while (await row.ReadAsync(stop))
            rows.Add((row.GetString(0), row.GetString(1)));
        return rows;
    }

    /// <returns>False for a row that follows from no stream of its own: that one waits until everything is made again.</returns>
    async Task<bool> ReplayAsync(ReadModel model, string tenant, string id, CancellationToken stop)
    {
        var projections = ReadModel
            .Projections(Store)
            .Where(x => x is not EventProjection && x.PublishedTypes().Any(type => type.Name == model.Name))
            .Select(x => x.BuildForInline())
            .ToList();
        if (projections.Count == 0)
            return false;
        await using var connection = await worker.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        // As an append does, so that whoever appends now waits until this row is right.
        await ExecuteAsync("select 1 from events.mt_streams where tenant_id = $1 and id = $2 for update");
        var options = Marten.Services.SessionOptions.ForTransaction(transaction);
        (options.TenantId, options.Tracking) = (tenant, DocumentTracking.None);
        await using var session = Store.OpenSession(options);
        if (await session.Events.FetchStreamAsync(id, token: stop) is not { Count: > 0 } events)
            return false;
        // A row of this version would be kept as it is.
        await ExecuteAsync($"delete from {model.Table} where tenant_id = $1 and id = $2");
        var stream = EventReader.Stream(tenant, id, events);
        foreach (var projection in projections)
            await projection.ApplyAsync(session, [stream], stop);
        await session.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return true;

        async Task ExecuteAsync(string sql)
        {
            await using var command = new NpgsqlCommand(sql, connection, transaction)
            {
                Parameters =
                {
                    new() { Value = tenant },
                    new() { Value = id },
                },
            };
            await command.ExecuteNonQueryAsync(stop);
        }
    }

    [LoggerMessage(
        LogLevel.Warning,
        "A row of {Model} written by another build could not be rebuilt: {Reason}; it is retried on the next read"
    )]
    static partial void LogFailed(ILogger log, string model, string reason);
}
