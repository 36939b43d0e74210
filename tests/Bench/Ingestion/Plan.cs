using System.Globalization;

namespace Switchhook.Bench.Ingestion;

/// <summary>What is measured, in how many rounds of how many seconds.</summary>
public sealed record Plan(int Rounds, double Seconds, int[] Sizes, int[] Concurrencies, int[] Rates, string[] Systems)
{
    public static Plan Read(string[] options)
    {
        string Given(string name, string otherwise) => Array.IndexOf(options, "--" + name) is >= 0 and var at ? options[at + 1] : otherwise;
        int[] Numbers(string name, string otherwise) =>
            [
                .. Given(name, otherwise)
                    .Split(',', StringSplitOptions.RemoveEmptyEntries)
                    .Select(x => int.Parse(x, CultureInfo.InvariantCulture)),
            ];
        return new(
            int.Parse(Given("rounds", "3"), CultureInfo.InvariantCulture),
            double.Parse(Given("seconds", "3"), CultureInfo.InvariantCulture),
            Numbers("sizes", "2000,20000"),
            Numbers("at", "1,16,64"),
            Numbers("rates", "100,500"),
            Given("only", "product,single,batched,node").Split(',')
        );
    }
}
