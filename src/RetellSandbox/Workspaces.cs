using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Switchhook.BuildingBlocks;

namespace Switchhook.RetellSandbox;

/// <summary>Every key that was ever used is a workspace of its own, found again after a restart.</summary>
public class Workspaces
{
    const string KeyFile = "key";
    readonly string root;
    readonly TimeProvider time;
    readonly ConcurrentDictionary<string, Lazy<Workspace>> open = new();
    readonly ConcurrentDictionary<string, bool> numbers = new();

    public Workspaces(DataFolder data, TimeProvider time)
    {
        this.time = time;
        root = data.Of("sandbox");
        foreach (var folder in Directory.EnumerateDirectories(root))
            if (File.Exists(Path.Combine(folder, KeyFile)))
                Of(File.ReadAllText(Path.Combine(folder, KeyFile)));
    }

    public IEnumerable<Workspace> All => open.Values.Select(workspace => workspace.Value);

    public Workspace Of(string key) => open.GetOrAdd(key, _ => new(() => Open(key))).Value;

    public (Workspace Workspace, PlayedCall Call)? Find(string callId)
    {
        foreach (var workspace in All)
            lock (workspace.Gate)
                if (workspace.Calls.TryGet(callId, out var call))
                    return (workspace, call);
        return null;
    }

    /// <summary>The workspace of which this is true, its own first; itself when there is none.</summary>
    public Workspace Reached(Workspace own, Func<Workspace, bool> isTrue)
    {
        foreach (var workspace in All.Where(other => other != own).Prepend(own))
            lock (workspace.Gate)
                if (isTrue(workspace))
                    return workspace;
        return own;
    }

    /// <summary>A number exists once in the world, whoever owns it.</summary>
    public bool Reserve(string number) => numbers.TryAdd(number, true);

    public void Release(string number) => numbers.TryRemove(number, out _);

    Workspace Open(string key)
    {
        var folder = Path.Combine(root, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..24]);
        if (!File.Exists(Path.Combine(folder, KeyFile)))
            AtomicFile.Replace(Path.Combine(folder, KeyFile), Encoding.UTF8.GetBytes(key));
        var workspace = new Workspace(key, folder);
        workspace.ReconcileLedger(time.GetUtcNow().ToUnixTimeMilliseconds());
        foreach (var number in workspace.Numbers.All)
            Reserve(number["phone_number"].Text()!);
        return workspace;
    }
}
