using Switchhook.App.Hosting.Configuration;
using Switchhook.BuildingBlocks;
using Switchhook.BuildingBlocks.Options;

namespace Switchhook.App.Hosting;

public static class DataFolderLocation
{
    public static DataFolder Find(IConfiguration configuration, string contentRoot) =>
        new(
            OptionalComponents.CreateDataFolder(
                configuration.ReadOptions<SiteOptions>().DataFolder is { } named ? Path.GetFullPath(named)
                : DataFolder.Checkout(contentRoot) is not { } checkout ? Installed()
                : OptionalComponents.CanDatabaseEnter(checkout) ? Path.Combine(checkout, ".data")
                : DataFolder.InsteadOf(checkout)
            )
        );

    static string Installed() =>
        !OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess
            ? "/var/lib/switchhook/installed"
            : Path.Combine(
                Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify),
                "switchhook"
            );
}
