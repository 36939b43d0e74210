using System.Globalization;

namespace Switchhook.Bench.Ingestion;

/// <summary>Medians, with the least and the most in brackets.</summary>
static class Report
{
    public static void Say(int size, int at, IEnumerable<(string Name, IReadOnlyList<Round> Rounds)> all)
    {
        Console.WriteLine($"\n{size} bytes, {at} at a time{"", 10}acks/s{"", 14}p50 ms   p99 ms   CPU ms   to the read models/s   failed");
        foreach (var (name, rounds) in all)
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{name, -10}{Median(rounds, Rate), 22:0} "
                        + $"({rounds.Min(Rate):0}–{rounds.Max(Rate):0}){Median(rounds, x => x.Sent.P50), 10:0.00}"
                        + $"{Median(rounds, x => x.Sent.P99), 9:0.00}{Median(rounds, x => x.Cpu), 9:0.000}"
                        + $"{ToEnd(rounds), 14}{rounds.Sum(x => x.Sent.Failed), 12}"
                )
            );
    }

    static string ToEnd(IReadOnlyList<Round> rounds) =>
        rounds[0].ToEnd is null ? "–" : Median(rounds, x => x.ToEnd!.Value).ToString("0", CultureInfo.InvariantCulture);

    public static void Paced(int rate, string name, IReadOnlyList<LoadResult> sent, IReadOnlyList<double> visible)
    {
        double At(double part) =>
            visible.Count == 0 ? double.NaN : visible.Order().ElementAt((int)Math.Min(visible.Count - 1, visible.Count * part));
        var toList =
            visible.Count == 0
                ? ""
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $", from the answer to the list p50 {At(0.5):0} p99 {At(0.99):0} max {visible.Max():0} ms over {visible.Count} calls"
                );
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{rate}/s {name, -10} answer p50 {Median(sent, x => x.P50):0.00} p99 {Median(sent, x => x.P99):0.00} "
                    + $"({sent.Min(x => x.P99):0.00}–{sent.Max(x => x.P99):0.00}) ms, failed "
                    + $"{sent.Sum(x => x.Failed)}{toList}"
            )
        );
    }

    public static void Ratios(IReadOnlyDictionary<(string System, int Size, int At), List<Round>> rounds, Plan plan)
    {
        Console.WriteLine();
        foreach (var size in plan.Sizes)
        foreach (var at in plan.Concurrencies)
            Console.WriteLine($"{size} bytes, ratios at {at}: {Words(rounds, size, at)}");
        Console.WriteLine($"ratios at 16: {Words(rounds, plan.Sizes[0], 16)}");
    }

    static string Words(IReadOnlyDictionary<(string System, int Size, int At), List<Round>> rounds, int size, int at)
    {
        double Of(string system, Func<Round, double> figure) =>
            rounds.TryGetValue((system, size, at), out var all) ? Median(all, figure) : double.NaN;
        var product = Of("product", Rate);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"single {product / Of("single", Rate):0.00}, batched {product / Of("batched", Rate):0.00}, node "
                + $"{product / Of("node", Rate):0.00}, end-to-end {Of("product", x => x.ToEnd!.Value) / Of("single", Rate):0.00}"
        );
    }

    static double Rate(Round round) => round.Sent.Acked / round.Sent.Seconds;

    static double Median<T>(IReadOnlyList<T> all, Func<T, double> figure) => all.Select(figure).Order().ElementAt(all.Count / 2);
}
