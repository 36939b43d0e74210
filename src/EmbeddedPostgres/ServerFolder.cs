using System.Globalization;
using System.Security.Cryptography;
using Switchhook.BuildingBlocks;

namespace Switchhook.EmbeddedPostgres;

/// <summary>One cluster with its passwords, port and log. Everything in it belongs to the user that runs the server.</summary>
public sealed record ServerFolder(string Path)
{
    public string Data => Of("data");
    public string Log => Of("log");
    public string AdminPassword => File.ReadAllText(Of("admin-password"));
    public string OwnerPassword => File.ReadAllText(Of("owner-password"));
    public int? Port => File.Exists(Of("port")) ? int.Parse(File.ReadAllText(Of("port")), CultureInfo.InvariantCulture) : null;

    public static ServerFolder In(string home, int major) => new(System.IO.Path.Combine(home, $"postgres-{major}"));

    public static IEnumerable<int> Majors(string home) =>
        Directory
            .GetDirectories(home, "postgres-*")
            .Select(folder =>
                int.TryParse(folder.Split('-')[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var major) ? major : 0
            )
            .Where(major => major > 0)
            .OrderDescending();

    /// <summary>Made under another name and renamed when complete, so that a run cut short leaves nothing half made.</summary>
    public void Create(Binaries binaries, ServerSettings settings)
    {
        if (Directory.Exists(Path))
            return;
        foreach (var cutShort in Directory.GetDirectories(Directory.GetParent(Path)!.FullName, System.IO.Path.GetFileName(Path) + ".new-*"))
            Directory.Delete(cutShort, recursive: true);
        var unfinished = new ServerFolder(Path + ".new-" + System.IO.Path.GetRandomFileName());
        unfinished.InitializeCluster(binaries, settings);
        Directory.Move(unfinished.Path, Path);
    }

    public void Prepare(int port, ServerSettings settings)
    {
        Write(Settings, settings.Text(port));
        Write("port", port.ToString(CultureInfo.InvariantCulture));
        if (File.Exists(Log))
            File.Move(Log, Log + ".before", overwrite: true);
    }

    public string LastFatalLine() =>
        File.Exists(Log)
            ? File.ReadLines(Log).LastOrDefault(line => line.Contains("FATAL", StringComparison.Ordinal)) ?? ""
            : "it wrote none.";

    void InitializeCluster(Binaries binaries, ServerSettings settings)
    {
        DataFolder.Private(Path);
        ServerUser.ChangeOwner(Path);
        Write("admin-password", RandomNumberGenerator.GetHexString(48, lowercase: true));
        Write("owner-password", RandomNumberGenerator.GetHexString(48, lowercase: true));
        ServerProgram.RunOrThrow(
            binaries.Program("initdb"),
            "",
            [
                "-D",
                Data,
                "-U",
                "postgres",
                "--pwfile",
                Of("admin-password"),
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                .. Locale(binaries.Major),
                .. settings.Durable ? Array.Empty<string>() : ["--no-sync"],
            ]
        );
        Write(Settings, settings.Text(port: 1));
        var offersLz4 = ServerProgram.Succeeds(
            binaries.Program("postgres"),
            "-D",
            Data,
            "-c",
            "default_toast_compression=lz4",
            "-C",
            "port"
        );
        File.AppendAllText(
            Of("data/postgresql.conf"),
            (offersLz4 ? "default_toast_compression = lz4\n" : "") + "include 'switchhook.conf'\n"
        );
        ServerProgram.RunOrThrow(
            binaries.Program("postgres"),
            $"""
            create role {EmbeddedPostgresServer.Owner} login createrole password '{OwnerPassword}'
            create database {EmbeddedPostgresServer.Owner} owner {EmbeddedPostgresServer.Owner}

            """,
            "--single",
            "-D",
            Data,
            "-c",
            "exit_on_error=on",
            "postgres"
        );
    }

    /// <summary>Order by code point with the letters of Unicode, the same on every machine.</summary>
    static string[] Locale(int major) =>
        major >= 17 ? ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
        : OperatingSystem.IsLinux() ? ["--locale=C.UTF-8"]
        : ["--locale=C"];

    void Write(string name, string text)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var isNew = !File.Exists(Of(name));
        using (var file = new StreamWriter(Of(name), options))
            file.Write(text);
        if (isNew)
            ServerUser.ChangeOwner(Of(name));
    }

    string Of(string name) => System.IO.Path.Combine(Path, name);

    const string Settings = "data/switchhook.conf";
}
