namespace Switchhook.App.Platform;

/// <summary>DATA_DIR: where the embedded database, mails, keys and the sandbox's memory live.</summary>
public record DataFolder(string Path)
{
    public string Of(string name) => Directory.CreateDirectory(System.IO.Path.Combine(Path, name)).FullName;
}
