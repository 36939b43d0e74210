namespace Switchhook.Contracts;

/// <summary>
/// Every module → App: one kind of thing that goes into the export of all that is somebody's. Read in the tenant of whoever is signed in.
/// </summary>
public interface IDataExport
{
    /// <summary>What its files are called.</summary>
    string Name { get; }

    /// <summary>The fields that the table shows, in their order; rows may hold more.</summary>
    IReadOnlyList<string> Columns { get; }

    IAsyncEnumerable<IReadOnlyDictionary<string, object?>> RowsAsync(CancellationToken stop);
}
