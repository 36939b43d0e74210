using JasperFx.Events.Projections;
using Marten;

namespace Switchhook.App.Platform.Rebuilding;

/// <summary>A table that follows from events alone.</summary>
/// <param name="Table">As pages read it.</param>
public sealed record ReadModel(string Name, string Table)
{
    public const string Schema = "rebuilt";

    /// <summary>The same, made anew beside it.</summary>
    public string Anew => $"{Schema}.{Table.Split('.')[1]}";

    public static IReadOnlyList<ReadModel> All(DocumentStore store) =>
    [
        .. from type in Projections(store).SelectMany(x => x.PublishedTypes()).Distinct()
           let table = ((IReadOnlyStoreOptions)store.Options).FindOrResolveDocumentType(type).TableName
           orderby type.Name
           select new ReadModel(type.Name, table.QualifiedName),
    ];

    public static IEnumerable<IProjectionSource<IDocumentOperations, IQuerySession>> Projections(DocumentStore store) =>
        store.Options.Projections.All.Where(x => x.Lifecycle == ProjectionLifecycle.Inline);
}
