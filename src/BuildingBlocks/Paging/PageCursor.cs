using System.Globalization;

namespace Switchhook.BuildingBlocks.Paging;

/// <summary>Where in a list, newest first, a page begins: below one row or above another. Rows that come meanwhile shift nothing.</summary>
public sealed record PageCursor(string? After, string? Before)
{
    public static readonly PageCursor Top = new(null, null);

    public bool Backwards => Parse(After) is null && Parse(Before) is not null;

    public bool IsFirstPage => Row is null;

    /// <summary>The row that the page continues from; null at the top, and for a mark that is none.</summary>
    public (DateTimeOffset At, string Id)? Row => Parse(After) ?? Parse(Before);

    public static string Of(DateTimeOffset at, string id) =>
        string.Create(CultureInfo.InvariantCulture, $"{at.UtcTicks / TimeSpan.TicksPerMicrosecond}.{id}");

    static (DateTimeOffset, string)? Parse(string? mark) =>
        mark?.Split('.', 2) is [var time, { Length: > 0 } id]
        && long.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out var micros)
        && micros <= DateTime.MaxValue.Ticks / TimeSpan.TicksPerMicrosecond
            ? (new DateTimeOffset(micros * TimeSpan.TicksPerMicrosecond, TimeSpan.Zero), id)
            : null;
}
