namespace Switchhook.BuildingBlocks;

/// <summary>A lock between processes, which the operating system releases when its holder dies.</summary>
public static class FileLock
{
    public static FileStream? Try(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException held) when (held.GetType() == typeof(IOException))
        {
            return null;
        }
    }

    public static async Task<FileStream> TakeAsync(string path, CancellationToken stop)
    {
        while (true)
        {
            if (Try(path) is { } taken)
                return taken;
            await Task.Delay(20, stop);
        }
    }
}
