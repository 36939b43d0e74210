using System.Globalization;

namespace Switchhook.Chaos;

/// <summary>How much, and with which seed, as bin/chaos asks for it; without it, what suits every run of the tests.</summary>
public static class ChaosOptions
{
    public static int Number(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var given)
            ? given
            : otherwise;

    public static void Report(params IEnumerable<string> lines)
    {
        if (Environment.GetEnvironmentVariable("CHAOS_REPORT") is { Length: > 0 } file)
            File.AppendAllLines(file, lines);
    }

    /// <summary>What somebody may want to look into afterwards, beside the report.</summary>
    public static Task KeepAsync(string name, Func<string, Task> write) =>
        Environment.GetEnvironmentVariable("CHAOS_REPORT") is { Length: > 0 } file
            ? write(Path.Combine(Path.GetDirectoryName(file)!, name))
            : Task.CompletedTask;

    public static async Task UntilAsync(Func<Task<bool>> isSo, string what)
    {
        for (var end = DateTime.UtcNow.AddSeconds(90); DateTime.UtcNow < end; await Task.Delay(20))
            if (await isSo())
                return;
        throw new TimeoutException($"Not in time: {what}");
    }
}
