namespace Switchhook.BuildingBlocks.Paging;

/// <summary>One page of a long list, newest first.</summary>
public sealed record ListPage<T>(IReadOnlyList<T> Rows, bool HasNewer, bool HasOlder);

public static class ListPage
{
    public const int Size = 50;

    /// <param name="found">One row more than fits, when there is one; nearest to the place first.</param>
    public static ListPage<T> Of<T>(IReadOnlyList<T> found, PageCursor place)
    {
        var (more, shown) = (found.Count > Size, found.Take(Size));
        return new(
            [.. place.Backwards ? shown.Reverse() : shown],
            HasNewer: found.Count > 0 && (place.Backwards ? more : !place.IsFirstPage),
            HasOlder: found.Count > 0 && (place.Backwards || more)
        );
    }
}
