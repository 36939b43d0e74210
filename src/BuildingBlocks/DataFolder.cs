using System.Security.Cryptography;
using System.Text;

namespace Switchhook.BuildingBlocks;

/// <summary>DATA_DIR: where the embedded database, mails, keys and the sandbox's data are kept.</summary>
public record DataFolder(string Path)
{
    public string Of(string name) => Private(System.IO.Path.Combine(Path, name));

    /// <summary>Two sites on one data folder would do everything twice. The claim lasts until it is disposed or the process ends.</summary>
    public FileStream Claim() =>
        FileLock.Try(System.IO.Path.Combine(Path, "site.lock"))
        ?? throw new StartupFailure($"Switchhook already runs on the data in {Path}: stop it, or set DATA_DIR to another folder.");

    /// <summary>The folder of the checkout that contains this folder, or null.</summary>
    public static string? Checkout(string from) =>
        Upwards(from).FirstOrDefault(folder => File.Exists(System.IO.Path.Combine(folder, "Monolith.sln")));

    public static IEnumerable<string> Upwards(string from)
    {
        for (var folder = new DirectoryInfo(from); folder is not null; folder = folder.Parent)
            yield return folder.FullName;
    }

    /// <summary>Where root keeps what PostgreSQL's user could not reach, such as a checkout under /root.</summary>
    public static string InsteadOf(string folder) => System.IO.Path.Combine("/var/lib/switchhook", Hash(folder));

    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..8];

    public static string Private(string folder)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return folder;
    }
}
