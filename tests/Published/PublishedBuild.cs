using System.Diagnostics;
using Switchhook.BuildingBlocks;

namespace Switchhook.Published;

/// <summary>What `bin/publish` makes of this checkout.</summary>
public static class PublishedBuild
{
    static readonly string Checkout = DataFolder.Checkout(AppContext.BaseDirectory)!;

    public static string Folder => Path.Combine(Checkout, "artifacts", "publish", "App", "release");

    public static string DebugFolder => Path.Combine(Checkout, "artifacts", "bin", "App", "debug");
    public static string Sources => Path.Combine(Checkout, "src", "App");

    public static string Artifacts(string name) => Directory.CreateDirectory(Path.Combine(Checkout, "artifacts", name)).FullName;

    public static string Tests(string name) => Path.Combine(Checkout, "tests", name);

    /// <summary>By whoever runs the tests, once for all of them.</summary>
    public static bool IsMade => Environment.GetEnvironmentVariable("SWITCHHOOK_PUBLISHED") is "1";

    public static async Task MakeAsync()
    {
        if (IsMade)
            return;
        using var publish = Process.Start(
            new ProcessStartInfo(Path.Combine(Checkout, "bin", "publish"), ["-p:WithSandbox=true", "-p:WithEmbeddedPostgres=true"])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        var said = await Task.WhenAll(publish.StandardOutput.ReadToEndAsync(), publish.StandardError.ReadToEndAsync());
        await publish.WaitForExitAsync();
        if (publish.ExitCode != 0)
            throw new InvalidOperationException("bin/publish failed:\n" + string.Concat(said));
    }
}
