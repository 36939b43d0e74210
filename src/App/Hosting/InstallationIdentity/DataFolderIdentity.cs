using System.Text.Json;
using Switchhook.BuildingBlocks;

namespace Switchhook.App.Hosting.InstallationIdentity;

/// <summary>
/// What the data folder remembers. Two files: one is never written again, so that its time of creation tells a folder from its copy;
/// the other says which database the folder was last used with.
/// </summary>
public sealed class DataFolderIdentity(DataFolder data)
{
    string Folder => data.Of("recognition");
    string Own => Path.Combine(Folder, "folder");
    string Copy => Path.Combine(Folder, "copy");
    string Seen => Path.Combine(Folder, "database.json");

    public long Born => File.Exists(Own) ? File.GetCreationTimeUtc(Own).Ticks : 0;

    public bool HasKeys => Directory.EnumerateFiles(data.Of("keys"), "*.xml").Any();

    public SeenByFolder? Read()
    {
        try
        {
            return File.Exists(Own) && File.Exists(Seen) ? JsonSerializer.Deserialize<SeenByFolder>(File.ReadAllBytes(Seen)) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public bool IsMarkedAsCopy => File.Exists(Copy);

    /// <param name="by">The administrator's account, who may be asked; null: nobody says so any more.</param>
    public void SetCopy(string? by)
    {
        if (by is not null)
            File.WriteAllText(Copy, by);
        else
            File.Delete(Copy);
    }

    /// <summary>A folder that is new, or a copy: it gets a mark of its own.</summary>
    public Guid Begin(Guid folder)
    {
        File.Delete(Own);
        File.WriteAllText(Own, $"{folder:D}");
        return folder;
    }

    /// <summary>The half that may fail, before anything is committed to the database.</summary>
    public string Prepare(SeenByFolder seen)
    {
        var part = $"{Seen}.{Environment.ProcessId}.part";
        File.WriteAllBytes(part, JsonSerializer.SerializeToUtf8Bytes(seen));
        return part;
    }

    public void Keep(string part) => File.Move(part, Seen, overwrite: true);
}
