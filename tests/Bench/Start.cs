using System.Globalization;
using Switchhook.BuildingBlocks;
using Switchhook.EmbeddedPostgres;
using Switchhook.Published;

namespace Switchhook.Bench;

/// <summary>
/// From starting the process to the first page served over loopback; processes are cold, files are in the system's cache.
/// </summary>
public static class Start
{
    const int Rounds = 5;
    static readonly TimeSpan Target = TimeSpan.FromSeconds(5);

    public static async Task<int> MeasureAsync()
    {
        var data = PublishedSite.NewDataFolder();
        try
        {
            Say("first start ever: makes its PostgreSQL, its tables and the first account", await FirstPageAsync(data));
            Say("start with its PostgreSQL stopped", await FirstPageAsync(data));

            await using var running = await EmbeddedPostgresServer.StartAsync(new DataFolder(data), PublishedBuild.Folder);
            List<TimeSpan> ours = [],
                empty = [];
            for (var round = 0; round < Rounds; round++)
            {
                ours.Add(await FirstPageAsync(data));
                empty.Add(await MinimalSite.FirstPageAsync());
            }
            Say($"start with PostgreSQL running, median of {Rounds}", Median(ours), ours);
            Say($"beside it, an empty ASP.NET Core site, median of {Rounds}", Median(empty), empty);
            Console.WriteLine(
                $"start to first page: {Seconds(Median(ours))} (target < {Seconds(Target)}: {(Median(ours) < Target ? "met" : "missed")})"
            );
            return 0;
        }
        finally
        {
            await PublishedSite.ClearAsync(data);
        }
    }

    static async Task<TimeSpan> FirstPageAsync(string data)
    {
        await using var site = await PublishedSite.StartAsync(data);
        return site.FirstPageAfter;
    }

    static TimeSpan Median(List<TimeSpan> times) => times.Order().ElementAt(times.Count / 2);

    static void Say(string what, TimeSpan time, List<TimeSpan>? all = null) =>
        Console.WriteLine($"{Seconds(time), 9}  {what}{(all is null ? "" : $" ({string.Join(", ", all.Order().Select(Seconds))})")}");

    static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.00 s", CultureInfo.InvariantCulture);
}
