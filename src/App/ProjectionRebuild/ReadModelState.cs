using Marten;
using Npgsql;
using Switchhook.BuildingBlocks;

namespace Switchhook.App.ProjectionRebuild;

/// <summary>Whether the read models in the database have the shape that this build expects.</summary>
public sealed class ReadModelState(IDocumentStore store, [FromKeyedServices(DatabaseRole.Worker)] NpgsqlDataSource worker)
{
    public IReadOnlyList<ReadModel> Models { get; } = ReadModel.All((DocumentStore)store);

    public async Task<bool> IsUpToDateAsync(CancellationToken stop)
    {
        await using var command = worker.CreateCommand(
            "select not exists (select * from unnest($1, $2) except select name, shape from platform.read_models)"
        );
        command.Parameters.AddWithValue(Models.Select(x => x.Name).ToArray());
        command.Parameters.AddWithValue(Models.Select(x => x.Shape).ToArray());
        return (bool)(await command.ExecuteScalarAsync(stop))!;
    }

    public async Task<bool> HasEventsAsync(CancellationToken stop)
    {
        await using var command = worker.CreateCommand("select exists (select from events.mt_events)");
        return (bool)(await command.ExecuteScalarAsync(stop))!;
    }
}
