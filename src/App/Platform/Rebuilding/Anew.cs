using Marten;
using Marten.Internal;
using Npgsql;
using Weasel.Core;
using Weasel.Postgresql;
using Weasel.Storage;

namespace Switchhook.App.Platform.Rebuilding;

/// <summary>
/// Empty tables beside those that pages read, into which the events are folded again: so pages show what they showed until what is
/// different is put right in one transaction. Only the worker may touch them, and they are gone when the work is done.
/// </summary>
public sealed class Anew : IAsyncDisposable
{
    readonly NpgsqlDataSource owner, worker;
    readonly IReadOnlyList<ReadModel> models;

    Anew(NpgsqlDataSource owner, NpgsqlDataSource worker, IReadOnlyList<ReadModel> models, DocumentStore store) =>
        (this.owner, this.worker, this.models, Store) = (owner, worker, models, store);

    /// <summary>Folds as the site does, and writes here.</summary>
    public DocumentStore Store { get; }

    public static async Task<Anew> OpenAsync(Databases databases, NpgsqlDataSource worker, IReadOnlyList<ReadModel> models, CancellationToken stop)
    {
        var owner = databases.Open(Databases.Owner);
        var tables = string.Join('\n', models.Select(x => $"create unlogged table {x.Anew} (like {x.Table} including defaults{(x.Plain ? " including indexes" : "")});"));
        await using var command = owner.CreateCommand($"""
            drop schema if exists {ReadModel.Schema} cascade;
            create schema {ReadModel.Schema};
            create unlogged table {ReadModel.Schema}.streams (tenant_id text not null, id text not null, version bigint not null);
            {tables}
            grant usage on schema {ReadModel.Schema} to "{databases.RoleOf(Databases.Worker)}";
            grant select, insert, update, delete, truncate on all tables in schema {ReadModel.Schema} to "{databases.RoleOf(Databases.Worker)}";
            """);
        await command.ExecuteNonQueryAsync(stop);
        return new(owner, worker, models, DocumentStore.For(options =>
        {
            global::Switchhook.App.Platform.Store.Configure(options);
            options.AutoCreateSchemaObjects = JasperFx.AutoCreate.None;
            options.Connection(worker);
            foreach (var type in options.Projections.All.SelectMany(x => x.PublishedTypes()).Distinct().ToList())
                Move.MakeGenericMethod(type).Invoke(null, [options]);
        }));
    }

    static readonly System.Reflection.MethodInfo Move = typeof(Anew).GetMethod(nameof(MoveTo), System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.NonPublic)!;

    static void MoveTo<T>(StoreOptions options) where T : notnull => options.Schema.For<T>().DatabaseSchemaName(ReadModel.Schema);

    public Task KeepAsync(string tenant, IEnumerable<object> documents, CancellationToken stop) =>
        documents.ToList() is not { Count: > 0 } made ? Task.CompletedTask
        // Else it would be written where pages read.
        : made.Find(x => models.All(model => model.Name != x.GetType().Name)) is { } stray ? throw new InvalidOperationException($"{stray.GetType().Name} is made by a projection that does not say so.")
        : Store.BulkInsertDocumentsAsync(tenant, made, BulkInsertMode.InsertsOnly, 2000, stop);

    /// <summary>What a projection writes by SQL is written here instead.</summary>
    public async Task DoAsync(IMartenSession session, IEnumerable<Weasel.Storage.IStorageOperation> operations, CancellationToken stop)
    {
        var batch = new BatchBuilder();
        var any = false;
        foreach (var operation in operations.Where(x => x is not IDocumentStorageOperation))
        {
            batch.StartNewCommand();
            operation.ConfigureCommand(batch, (IStorageSession)session);
            any = true;
        }
        if (!any) return;
        await using var compiled = batch.Compile();
        foreach (var command in compiled.BatchCommands)
            foreach (var model in models.Where(x => x.Plain)) command.CommandText = command.CommandText.Replace(model.Table, model.Anew, StringComparison.Ordinal);
        await using var connection = await worker.OpenConnectionAsync(stop);
        compiled.Connection = connection;
        compiled.Timeout = 0;
        await compiled.ExecuteNonQueryAsync(stop);
    }

    /// <summary>Once all is written: so that the comparison is planned for what there is.</summary>
    public async Task SettleAsync(CancellationToken stop)
    {
        await using var command = owner.CreateCommand(string.Join(' ', models.Select(x => x.Anew).Append($"{ReadModel.Schema}.streams").Select(x => $"analyze {x};")));
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync(stop);
    }

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        await using (var command = owner.CreateCommand($"drop schema if exists {ReadModel.Schema} cascade")) await command.ExecuteNonQueryAsync();
        await owner.DisposeAsync();
    }
}
