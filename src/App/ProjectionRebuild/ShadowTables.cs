using Marten;
using Npgsql;
using Switchhook.App.Hosting.Database;
using Switchhook.BuildingBlocks;
using Switchhook.Calls.Search;
using Weasel.Core;
using Weasel.Storage;

namespace Switchhook.App.ProjectionRebuild;

/// <summary>
/// Empty tables beside those that pages read, into which the events are folded again: so pages show what they showed until what is
/// different is put right. Only the worker may touch them, and they are gone when the work is done.
/// </summary>
public sealed class ShadowTables : IAsyncDisposable
{
    const int Batch = 2000;

    readonly NpgsqlDataSource owner,
        worker;
    readonly IReadOnlyList<ReadModel> models;
    readonly bool lasting;

    ShadowTables(NpgsqlDataSource owner, NpgsqlDataSource worker, IReadOnlyList<ReadModel> models, bool lasting, DocumentStore store) =>
        (this.owner, this.worker, this.models, this.lasting, Store) = (owner, worker, models, lasting, store);

    /// <summary>Folds as the site does, and writes here.</summary>
    public DocumentStore Store { get; }

    public NpgsqlDataSource Owner => owner;

    /// <param name="lasting">Whether they may come to stay, in the place of those beside them.</param>
    public static async Task<ShadowTables> OpenAsync(
        Databases databases,
        NpgsqlDataSource worker,
        IReadOnlyList<ReadModel> models,
        bool lasting,
        CancellationToken stop
    )
    {
        var owner = databases.Open(DatabaseRole.Owner);
        var tables = string.Join(
            '\n',
            models
                .SelectMany(x => x.Tables)
                .Select(table =>
                    $"create {(lasting ? "" : "unlogged")} table {ReadModel.ShadowName(table)} (like {table} including defaults "
                    + $"including generated including storage including compression) with (autovacuum_enabled = false);"
                )
        );
        await using var command = owner.CreateCommand(
            $"""
            drop schema if exists {ReadModel.Schema} cascade;
            create schema {ReadModel.Schema};
            create unlogged table {ReadModel.Schema}.streams (tenant_id text not null, id text not null, version bigint not null)
                with (autovacuum_enabled = false);
            {tables}
            grant usage on schema {ReadModel.Schema} to "{databases.RoleOf(DatabaseRole.Worker)}";
            grant select, insert, delete on all tables in schema {ReadModel.Schema} to "{databases.RoleOf(DatabaseRole.Worker)}";
            """
        );
        await command.ExecuteNonQueryAsync(stop);
        return new(
            owner,
            worker,
            models,
            lasting,
            DocumentStore.For(options =>
            {
                global::Switchhook.App.Hosting.Database.MartenSetup.Configure(options, (_, _) => { });
                options.AutoCreateSchemaObjects = JasperFx.AutoCreate.None;
                options.Connection(worker);
                foreach (var type in options.Projections.All.SelectMany(x => x.PublishedTypes()).Distinct().ToList())
                    Move.MakeGenericMethod(type).Invoke(null, [options]);
            })
        );
    }

    static readonly System.Reflection.MethodInfo Move = typeof(ShadowTables).GetMethod(
        nameof(MoveTo),
        System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.NonPublic
    )!;

    static void MoveTo<T>(StoreOptions options)
        where T : notnull => options.Schema.For<T>().DatabaseSchemaName(ReadModel.Schema);

    public Task CopyAsync(string tenant, IEnumerable<object> documents, CancellationToken stop) =>
        documents.ToList() is not { Count: > 0 } made ? Task.CompletedTask
        // Else it would be written where pages read.
        : made.Find(x => models.All(model => model.Name != x.GetType().Name)) is { } stray
            ? throw new InvalidOperationException($"{stray.GetType().Name} is made by a projection that does not say so.")
        : Store.BulkInsertDocumentsAsync(tenant, made, BulkInsertMode.InsertsOnly, Batch, stop);

    /// <summary>What projections would write by SQL.</summary>
    public Task CopyAsync(IEnumerable<Weasel.Storage.IStorageOperation> operations, CancellationToken stop)
    {
        var others = operations.Where(x => x is not IDocumentStorageOperation).ToList();
        return others.Find(x => x is not CallSearchIndexWrite) is { } stray
            ? throw new InvalidOperationException(
                $"{stray.GetType().Name} is written by a projection, and nothing here knows how to make it anew."
            )
            : SearchIndexCopy.WriteAsync(
                worker,
                ReadModel.Schema,
                [.. others.Cast<CallSearchIndexWrite>().SelectMany(x => x.Calls)],
                lasting,
                stop
            );
    }

    /// <summary>Once all is written: so that the comparison is planned for what there is.</summary>
    public async Task AnalyzeAsync(CancellationToken stop)
    {
        await using var command = owner.CreateCommand(
            string.Join(
                ' ',
                models
                    .SelectMany(x => x.Tables)
                    .Select(ReadModel.ShadowName)
                    .Append($"{ReadModel.Schema}.streams")
                    .Select(x => $"analyze {x};")
            )
        );
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync(stop);
    }

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        await using (var command = owner.CreateCommand($"drop schema if exists {ReadModel.Schema} cascade"))
            await command.ExecuteNonQueryAsync();
        await owner.DisposeAsync();
    }
}
