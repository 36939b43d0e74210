using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Switchhook.BuildingBlocks;

namespace Switchhook.RetellSandbox;

/// <summary>Things kept by id: one JSON file each, replaced whole, so that a kill leaves the old or the new.</summary>
public class JsonFileStore<T>
{
    readonly string folder;
    readonly Dictionary<string, T> things = [];

    public JsonFileStore(string folder)
    {
        this.folder = folder;
        if (!Directory.Exists(folder))
            return;
        foreach (var file in Directory.EnumerateFiles(folder, "*.json"))
            things[Path.GetFileNameWithoutExtension(file)] = JsonSerializer.Deserialize<T>(File.ReadAllBytes(file), SandboxJson.Options)!;
    }

    public IEnumerable<T> All => things.Values;

    public bool TryGet(string id, [MaybeNullWhen(false)] out T thing) => things.TryGetValue(id, out thing);

    public void Keep(string id, T thing)
    {
        AtomicFile.Replace(Path.Combine(folder, id + ".json"), SandboxJson.Bytes(thing));
        things[id] = thing;
    }

    public bool Remove(string id)
    {
        if (!things.Remove(id))
            return false;
        File.Delete(Path.Combine(folder, id + ".json"));
        return true;
    }
}
