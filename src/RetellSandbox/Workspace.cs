using System.Text.Json;
using System.Text.Json.Nodes;
using Switchhook.BuildingBlocks;
using Switchhook.RetellSandbox.FaultInjection;

namespace Switchhook.RetellSandbox;

/// <summary>All that one key has made. Whoever touches it holds its gate.</summary>
public class Workspace(string key, string folder)
{
    readonly string profile = Path.Combine(folder, "profile.json");

    public Lock Gate { get; } = new();
    public string Key => key;
    public JsonFileStore<VersionedResource> Llms { get; } = new(Path.Combine(folder, "llms"));
    public JsonFileStore<VersionedResource> Agents { get; } = new(Path.Combine(folder, "agents"));
    public JsonFileStore<JsonObject> Numbers { get; } = new(Path.Combine(folder, "numbers"));
    public JsonFileStore<PlayedCall> Calls { get; } = new(Path.Combine(folder, "calls"));
    public Ledger Ledger { get; } = new(Path.Combine(folder, "ledger"));
    public FaultStore Faults { get; } = new(Path.Combine(folder, "faults"));
    public JsonFileStore<LateEffect> Late { get; } = new(Path.Combine(folder, "late"));

    public int Ongoing => Calls.All.Count(call => !call.HasEnded);

    public WorkspaceProfile Profile
    {
        get =>
            field ??= File.Exists(profile)
                ? JsonSerializer.Deserialize<WorkspaceProfile>(File.ReadAllBytes(profile), SandboxJson.Options)!
                : WorkspaceProfile.Of(key);
        set
        {
            AtomicFile.Replace(profile, SandboxJson.Bytes(value));
            field = value;
        }
    }

    public VersionedResource Llm(string id) => Llms.TryGet(id, out var llm) ? llm : throw Refusal.Unknown("retell llm");

    public VersionedResource Agent(string id) => Agents.TryGet(id, out var agent) ? agent : throw Refusal.Unknown("agent");

    public JsonObject Number(string id) => Numbers.TryGet(id, out var number) ? number : throw Refusal.Unknown("phone number");

    public PlayedCall Call(string id) => Calls.TryGet(id, out var call) ? call : throw Refusal.Unknown("call");

    /// <summary>A kill between a thing and its entry leaves the ledger behind; the things are right.</summary>
    public void ReconcileLedger(long now)
    {
        var things = Llms
            .All.Select(llm => (What: "llm", Id: llm.Latest["llm_id"].Text()!, Thing: llm.Latest))
            .Concat(Agents.All.Select(agent => (What: "agent", Id: agent.Latest["agent_id"].Text()!, Thing: agent.Latest)))
            .Concat(Numbers.All.Select(number => (What: "number", Id: number["phone_number"].Text()!, Thing: number)))
            .ToList();
        foreach (var (what, id, thing) in things.Where(thing => !Ledger.Holds(thing.Id)))
            Ledger.RecordCreated(what, id, thing, thing["last_modification_timestamp"].Long());
        foreach (var id in Ledger.Held.Select(entry => entry.Id).Except(things.Select(thing => thing.Id)).ToList())
            Ledger.RecordDeleted(id, now);
    }
}
