using System.Globalization;

namespace Switchhook.Bench.Ingestion;

/// <summary>
/// What the process that sends is told: with a rate it sends at given times, however slow the answers; else each connection sends once it
/// was answered.
/// </summary>
public sealed record LoadOrder(
    string Address,
    string Path,
    string Key,
    int Size,
    int Connections,
    double Seconds,
    int Rate,
    int Agents,
    bool Tell
)
{
    public string[] Arguments =>
        ["load", Address, Path, Key, Text(Size), Text(Connections), Text(Seconds), Text(Rate), Text(Agents), Tell ? "tell" : "quiet"];

    public static LoadOrder Read(string[] x) =>
        new(
            x[0],
            x[1],
            x[2],
            Number(x[3]),
            Number(x[4]),
            double.Parse(x[5], CultureInfo.InvariantCulture),
            Number(x[6]),
            Number(x[7]),
            x[8] == "tell"
        );

    static string Text(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);

    static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
