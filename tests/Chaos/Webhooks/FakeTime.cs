using System.Globalization;

namespace Switchhook.Chaos.Webhooks;

/// <summary>
/// A clock that can be set for one process, as it runs: what ships is tried as it is, with libfaketime before its system calls.
/// </summary>
public sealed class FakeTime : IDisposable
{
    static readonly string[] Places =
    [
        "/usr/lib/x86_64-linux-gnu/faketime",
        "/usr/lib/aarch64-linux-gnu/faketime",
        "/usr/lib/faketime",
        "/usr/local/lib/faketime",
    ];

    readonly string file = Path.GetTempFileName();

    FakeTime() => Set(TimeSpan.Zero);

    /// <summary>Null where libfaketime is not installed.</summary>
    public static FakeTime? OrNone() => Library is null ? null : new();

    static string? Library => Places.Select(x => Path.Combine(x, "libfaketime.so.1")).FirstOrDefault(File.Exists);

    public (string Name, string Value)[] Environment =>
        [
            ("LD_PRELOAD", Library!),
            ("FAKETIME_TIMESTAMP_FILE", file),
            ("FAKETIME_CACHE_DURATION", "1"),
            // Waiting is not told apart: only what time it is.
            ("FAKETIME_DONT_FAKE_MONOTONIC", "1"),
            ("FAKETIME_DONT_RESET", "1"),
        ];

    public void Set(TimeSpan ahead)
    {
        // Replaced as a whole: the process may be reading it.
        File.WriteAllText(file + ".new", ahead.TotalSeconds.ToString("+0;-0;+0", CultureInfo.InvariantCulture) + "\n");
        File.Move(file + ".new", file, overwrite: true);
    }

    public void Dispose() => File.Delete(file);
}
