using JasperFx.Events;
using JasperFx.Events.Projections;
using Marten;
using Marten.Events.Projections;
using Npgsql;

namespace Switchhook.App.ProjectionRebuild;

/// <summary>Folds every stream of every tenant again, by the projections that the site itself uses; tenants side by side.</summary>
public sealed class StreamReplayer(NpgsqlDataSource worker, ShadowTables shadow)
{
    const int Streams = 500;

    /// <summary>While one waits for the server, another folds.</summary>
    static readonly int Parallelism = Environment.ProcessorCount * 2;

    readonly IReadOnlyList<IInlineProjection<IDocumentOperations>> ofOneStream =
        [.. ReadModel.Projections(shadow.Store).Where(x => x is not EventProjection).Select(x => x.BuildForInline())],
        ofMany =

        [
            .. ReadModel
                .Projections(shadow.Store)
                .OfType<EventProjection>()
                .Select(x => ((IProjectionSource<IDocumentOperations, IQuerySession>)x).BuildForInline()),
        ];
    readonly HashSet<Type> followed = new(
        ReadModel.Projections(shadow.Store).OfType<EventProjection>().SelectMany(x => x.IncludedEventTypes)
    );
    readonly EventReader events = new(worker, shadow.Store);
    long done;

    public long Done => Interlocked.Read(ref done);

    public async Task RunAsync(CancellationToken stop) =>
        await Parallel.ForEachAsync(
            await TenantsAsync(stop),
            new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = stop },
            async (tenant, stopped) => await ReplayAsync(tenant, stopped)
        );

    public async Task<long> CountAsync(CancellationToken stop)
    {
        await using var command = worker.CreateCommand("select coalesce(sum(version), 0)::bigint from events.mt_streams");
        return (long)(await command.ExecuteScalarAsync(stop))!;
    }

    async Task<IReadOnlyList<string>> TenantsAsync(CancellationToken stop)
    {
        await using var command = worker.CreateCommand("select tenant_id from events.mt_streams group by tenant_id order by count(*) desc");
        await using var rows = await command.ExecuteReaderAsync(stop);
        var tenants = new List<string>();
        while (await rows.ReadAsync(stop))
            tenants.Add(rows.GetString(0));
        return tenants;
    }

    async Task ReplayAsync(string tenant, CancellationToken stop)
    {
        var streams = new List<StreamAction>(Streams);
        var goesOn = false;
        await foreach (var stream in events.StreamsAsync(tenant, stop))
        {
            goesOn = goesOn || stream.Events.Any(x => followed.Contains(x.EventType));
            streams.Add(stream);
            if (streams.Count < Streams)
                continue;
            await ReplayAsync(tenant, streams, stop);
            streams = new List<StreamAction>(Streams);
        }
        if (streams.Count > 0)
            await ReplayAsync(tenant, streams, stop);
        if (goesOn)
            await ReplayInOrderAsync(tenant, stop);
    }

    async Task ReplayAsync(string tenant, List<StreamAction> streams, CancellationToken stop)
    {
        // Nothing is saved by the session: what the projections have put into it is copied in bulk.
        await using var session = shadow.Store.LightweightSession(tenant);
        foreach (var projection in ofOneStream)
            await projection.ApplyAsync(session, streams, stop);
        await shadow.CopyAsync(tenant, Documents(session), stop);
        await shadow.CopyAsync(session.PendingChanges.Operations(), stop);
        await RecordPositionsAsync(tenant, streams, stop);
        Interlocked.Add(ref done, streams.Sum(x => x.Events.Count));
    }

    /// <summary>What follows from several streams depends on the order in which things happened in all of them.</summary>
    async Task ReplayInOrderAsync(string tenant, CancellationToken stop)
    {
        var made = new Dictionary<(Type, object), object>();
        var happened = new List<StreamAction>(Streams);
        await foreach (var e in events.InOrderAsync(tenant, followed, stop))
        {
            happened.Add(EventReader.Stream(tenant, e.StreamKey!, e));
            if (happened.Count == Streams)
                await ApplyAsync();
        }
        await ApplyAsync();
        await shadow.CopyAsync(tenant, made.Values, stop);

        async Task ApplyAsync()
        {
            await using var part = shadow.Store.LightweightSession(tenant);
            foreach (var projection in ofMany)
                await projection.ApplyAsync(part, happened, stop);
            foreach (var document in Documents(part))
                made[(document.GetType(), Identity(document))] = document;
            await shadow.CopyAsync(part.PendingChanges.Operations(), stop);
            happened.Clear();
        }
    }

    static IEnumerable<object> Documents(IDocumentSession session) =>
        session.PendingChanges.Updates().Concat(session.PendingChanges.Inserts());

    static object Identity(object document) => document.GetType().GetProperty("Id")!.GetValue(document)!;

    async Task RecordPositionsAsync(string tenant, List<StreamAction> streams, CancellationToken stop)
    {
        await using var connection = await worker.OpenConnectionAsync(stop);
        await using var copy = await connection.BeginBinaryImportAsync(
            $"copy {ReadModel.Schema}.streams (tenant_id, id, version) from stdin (format binary)",
            stop
        );
        foreach (var stream in streams)
        {
            await copy.StartRowAsync(stop);
            await copy.WriteAsync(tenant, stop);
            await copy.WriteAsync(stream.Key!, stop);
            await copy.WriteAsync(stream.Events[^1].Version, stop);
        }
        await copy.CompleteAsync(stop);
    }
}
