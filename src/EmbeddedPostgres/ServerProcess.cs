using System.Diagnostics;
using System.Globalization;

namespace Switchhook.EmbeddedPostgres;

/// <summary>Tells the processes of one cluster from others: after a crash, a number alone may belong to any program.</summary>
public sealed class ServerProcess(string data)
{
    public bool Is(int process)
    {
        if (OperatingSystem.IsLinux())
            return IsPostmasterOf($"/proc/{process}");
        if (OperatingSystem.IsWindows())
            return Process.GetProcessesByName("postgres").Any(it => it.Id == process);
        var line = ServerProgram.Answer("ps", "-o", "command=", "-p", process.ToString(CultureInfo.InvariantCulture)).Output;
        return line.Contains("postgres", StringComparison.Ordinal) && line.Contains(data, StringComparison.Ordinal);
    }

    /// <summary>Backends that outlive their postmaster hold its shared memory, and no server starts before they are gone.</summary>
    public void EndOrphans()
    {
        if (!OperatingSystem.IsLinux())
            return;
        foreach (var folder in Directory.GetDirectories("/proc"))
            if (int.TryParse(Path.GetFileName(folder), out var process) && IsPostmasterOf(folder))
                End(process);
    }

    /// <summary>
    /// A server works in its data folder, whatever that is called now: its control file begins with the cluster's own number.
    /// </summary>
    bool IsPostmasterOf(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "comm")).Trim() is "postgres" or "postmaster"
                && Identity(Path.Combine(process, "cwd")).SequenceEqual(Identity(data));
        }
        catch (Exception notOurs) when (notOurs is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    static byte[] Identity(string data)
    {
        using var control = File.OpenRead(Path.Combine(data, "global", "pg_control"));
        var identity = new byte[8];
        control.ReadExactly(identity);
        return identity;
    }

    static void End(int process)
    {
        try
        {
            using var orphan = Process.GetProcessById(process);
            orphan.Kill();
            orphan.WaitForExit(TimeSpan.FromSeconds(5));
        }
        catch (ArgumentException)
        {
            // It ended by itself in between.
        }
    }
}
