using System.Globalization;

namespace Switchhook.App.Pages;

/// <summary>One bar a day, oldest first; the last is today's. Drawn by <c>Shared/_BarChart</c>.</summary>
public record BarChart(string Label, string Unit, IReadOnlyList<DayBar> Bars)
{
    public CultureInfo Culture => CultureInfo.InvariantCulture;

    /// <summary>First, last and three evenly between: as many labels as a phone can hold.</summary>
    public IEnumerable<DayBar> Ticks => Bars.Count <= 5 ? Bars : Enumerable.Range(0, 5).Select(i => Bars[i * (Bars.Count - 1) / 4]);
}

/// <param name="Href">What the bar counts, as a list.</param>
public record DayBar(DateOnly Day, int Count, string? Href = null);
