using System.Diagnostics;

namespace Switchhook.Chaos.Webhooks;

/// <summary>A disk that can be filled to the last byte without harm to others.</summary>
public sealed class SmallDisk : IAsyncDisposable
{
    readonly string folder;

    SmallDisk(string folder) => this.folder = folder;

    string Ballast => Path.Combine(folder, "ballast");

    public static async Task<SmallDisk> AtAsync(string folder, int megabytes)
    {
        Directory.CreateDirectory(folder);
        await MustAsync("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "none", folder);
        return new(folder);
    }

    /// <summary>Why this machine lets nobody make one; null when it does.</summary>
    public static async Task<string?> WhyNotAsync()
    {
        var folder = Directory.CreateTempSubdirectory("switchhook-disk-").FullName;
        try
        {
            await (await AtAsync(folder, 1)).DisposeAsync();
            return null;
        }
        catch (Exception refused) when (refused is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return refused.Message;
        }
        finally
        {
            Directory.Delete(folder);
        }
    }

    public void Fill()
    {
        using var ballast = File.Create(Ballast);
        var block = new byte[4096];
        try
        {
            while (true)
                ballast.Write(block);
        }
        catch (IOException)
        { /* full */
        }
    }

    public void Free() => File.Delete(Ballast);

    static async Task MustAsync(string program, params string[] arguments)
    {
        using var run = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        var said = await run.StandardError.ReadToEndAsync();
        await run.WaitForExitAsync();
        if (run.ExitCode != 0)
            throw new InvalidOperationException($"{program} ended with {run.ExitCode}: {said.Trim()}");
    }

    public async ValueTask DisposeAsync() => await MustAsync("umount", folder);
}
