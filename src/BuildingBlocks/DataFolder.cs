using System.Security.Cryptography;
using System.Text;
using Switchhook.App.Hosting.Configuration;
using Switchhook.App.Hosting.Postgres;
using Switchhook.BuildingBlocks.Options;

namespace Switchhook.App.Hosting;

/// <summary>DATA_DIR: where the embedded database, mails, keys and the sandbox's memory live.</summary>
public record DataFolder(string Path)
{
    public string Of(string name) => Private(System.IO.Path.Combine(Path, name));

    /// <summary>Two sites on one data folder would do everything twice. The claim lasts until it is let go or the process ends.</summary>
    public FileStream Claim() => FileLock.Try(System.IO.Path.Combine(Path, "site.lock"))
        ?? throw new StartupFailure($"Switchhook already runs on the data in {Path}: stop it, or set DATA_DIR to another folder.");

    public static DataFolder Find(IConfiguration configuration, string contentRoot) => new(ServerUser.CreateFolder(
        configuration.ReadOptions<SiteOptions>().DataFolder is { } named ? System.IO.Path.GetFullPath(named)
        : Checkout(contentRoot) is not { } checkout ? Installed()
        : ServerUser.CanEnter(checkout) ? System.IO.Path.Combine(checkout, ".data")
        : InsteadOf(checkout)));

    public static string? Checkout(string from) => Upwards(from)
        .FirstOrDefault(folder => File.Exists(System.IO.Path.Combine(folder, "Monolith.sln")));

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

    static string Installed() => ServerUser.Name is not null ? "/var/lib/switchhook/installed" : System.IO.Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "switchhook");
}
