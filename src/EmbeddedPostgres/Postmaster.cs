using System.Globalization;

namespace Switchhook.EmbeddedPostgres;

/// <summary>The running server, as its postmaster.pid tells it.</summary>
public sealed record Postmaster(int Process, int Port, bool IsReady)
{
    public static Postmaster? Read(string data)
    {
        try
        {
            return Parse(File.ReadAllLines(PidFile(data)));
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    public static Postmaster? Parse(string[] lines) =>
        Number(lines, 0) is { } process
            ? new Postmaster(process, Number(lines, 3) ?? 0, lines.Length > 7 && lines[7].Trim() == "ready")
            : null;

    /// <summary>PostgreSQL would wait for whoever has the old number now.</summary>
    public static void DeletePidFile(string data) => File.Delete(PidFile(data));

    static int? Number(string[] lines, int line) =>
        lines.Length > line && int.TryParse(lines[line].Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    static string PidFile(string data) => Path.Combine(data, "postmaster.pid");
}
