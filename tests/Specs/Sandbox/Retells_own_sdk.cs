using System.Diagnostics;
using Shouldly;
using Xunit;

namespace Switchhook.Specs.Sandbox;

[Trait("kind", "wire")]
public class Retells_own_sdk
{
    static readonly string Folder = Path.Combine(RepositoryRoot.Root, "tests", "sdk");

    [Fact]
    public async Task is_content_with_the_sandbox()
    {
        if (!Directory.Exists(Path.Combine(Folder, "node_modules", "retell-sdk")))
            await Run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
        await using var sandbox = await SandboxHost.Start();
        await Run("node", "check.mjs", sandbox.Url);
    }

    static async Task Run(string command, params string[] arguments)
    {
        var start = new ProcessStartInfo(command, arguments)
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, await output + await errors);
    }
}
