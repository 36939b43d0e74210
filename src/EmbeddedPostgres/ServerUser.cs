using Switchhook.BuildingBlocks;

namespace Switchhook.EmbeddedPostgres;

/// <summary>PostgreSQL refuses to run as root: root runs its programs as `postgres`, or else as `nobody`.</summary>
public static class ServerUser
{
    const UnixFileMode PassThrough =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    public static string? Name { get; } = !OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess ? Unprivileged() : null;

    public static bool CanEnter(string folder) => Name is null || ServerProgram.Succeeds("test", "-x", folder);

    /// <summary>
    /// Makes a folder which the server's user may pass through but not list. One that holds things already stays as it is.
    /// </summary>
    public static string CreateFolder(string folder)
    {
        if (Name is null || OperatingSystem.IsWindows())
            return DataFolder.Private(folder);
        foreach (var path in DataFolder.Upwards(folder).TakeWhile(IsNew).Reverse())
        {
            Directory.CreateDirectory(path);
            File.SetUnixFileMode(path, PassThrough);
        }
        return folder;
    }

    public static void ChangeOwner(string path)
    {
        if (Name is not null && ServerProgram.Run(ServerProgram.As(user: null, "chown", "-R", Name + ":", path), "").ExitCode != 0)
            throw new StartupFailure($"{path} could not be handed to the user {Name}, which runs PostgreSQL in root's stead.");
    }

    static bool IsNew(string folder) => !Directory.Exists(folder) || !Directory.EnumerateFileSystemEntries(folder).Any();

    static string Unprivileged()
    {
        var known = File.ReadLines("/etc/passwd").Select(line => line.Split(':')[0]).ToHashSet();
        return new[] { "postgres", "_postgres", "nobody" }.FirstOrDefault(known.Contains)
            ?? throw new StartupFailure(
                "PostgreSQL does not run as root, and there is no user postgres or nobody to run it: start as another user."
            );
    }
}
