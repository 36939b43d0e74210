using JasperFx.Events.Projections;
using Marten;

namespace Switchhook.App.ProjectionRebuild;

/// <summary>A table that follows from events alone.</summary>
/// <param name="Table">As pages read it.</param>
/// <param name="Index">A table that is kept beside a plain one, which is no table of documents, to find its rows.</param>
/// <param name="Shape">Another one whenever the same events would be written otherwise.</param>
public sealed record ReadModel(string Name, string Table, string Shape, string? Index = null)
{
    public const string Schema = "rebuilt";

    public bool IsTable => Index is not null;

    /// <summary>The same, made anew beside it.</summary>
    public string ShadowTable => ShadowName(Table);

    public IEnumerable<string> Tables => Index is null ? [Table] : [Table, Index];

    public static string ShadowName(string table) => $"{Schema}.{table.Split('.')[1]}";

    public static IReadOnlyList<ReadModel> All(DocumentStore store) =>
        [
            .. from type in Projections(store).SelectMany(x => x.PublishedTypes()).Distinct()
            let table = ((IReadOnlyStoreOptions)store.Options).FindOrResolveDocumentType(type).TableName
            orderby type.Name
            select new ReadModel(type.Name, table.QualifiedName, ReadModelShape.Of(type)),
            .. from table in Modules.All.SelectMany(x => x.TableReadModels)
            select new ReadModel(table.Name, table.Table, table.Shape, table.Index),
        ];

    public static IEnumerable<IProjectionSource<IDocumentOperations, IQuerySession>> Projections(DocumentStore store) =>
        store.Options.Projections.All.Where(x => x.Lifecycle == ProjectionLifecycle.Inline);

    /// <summary>A row for each id, whose <c>data</c> is all that is known of it.</summary>
    public string Rows(string table) =>
        !IsTable
            ? table
            : "(select tenant_id, id, to_jsonb(t) - 'tenant_id' - 'id' - 'number' as data, '-infinity'::timestamptz as "
                + $"mt_last_modified from {table} t)";
}
