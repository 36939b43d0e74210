using System.Text.Json;
using System.Text.Json.Nodes;
using Switchhook.App.Sandbox.FaultInjection;

namespace Switchhook.App.Sandbox;

/// <summary>All that one key has made. Whoever touches it holds its gate.</summary>
public class Workspace(string key, string folder)
{
    readonly string profile = Path.Combine(folder, "profile.json");

    public Lock Gate { get; } = new();
    public string Key => key;
    public JsonFileStore<Versioned> Llms { get; } = new(Path.Combine(folder, "llms"));
    public JsonFileStore<Versioned> Agents { get; } = new(Path.Combine(folder, "agents"));
    public JsonFileStore<JsonObject> Numbers { get; } = new(Path.Combine(folder, "numbers"));
    public JsonFileStore<PlayedCall> Calls { get; } = new(Path.Combine(folder, "calls"));
    public Ledger Ledger { get; } = new(Path.Combine(folder, "ledger"));
    public Faults Faults { get; } = new(Path.Combine(folder, "faults"));
    public JsonFileStore<LateEffect> Late { get; } = new(Path.Combine(folder, "late"));

    public int Ongoing => Calls.All.Count(call => !call.HasEnded);

    public Profile Profile
    {
        get => field ??= File.Exists(profile) ? JsonSerializer.Deserialize<Profile>(File.ReadAllBytes(profile), Json.Options)! : Profile.Of(key);
        set
        {
            AtomicFile.Replace(profile, Json.Bytes(value));
            field = value;
        }
    }

    public Versioned Llm(string id) => Llms.TryGet(id, out var llm) ? llm : throw Refusal.Unknown("retell llm");
    public Versioned Agent(string id) => Agents.TryGet(id, out var agent) ? agent : throw Refusal.Unknown("agent");
    public JsonObject Number(string id) => Numbers.TryGet(id, out var number) ? number : throw Refusal.Unknown("phone number");
    public PlayedCall Call(string id) => Calls.TryGet(id, out var call) ? call : throw Refusal.Unknown("call");

    /// <summary>A kill between a thing and its entry leaves the ledger behind; the things are right.</summary>
    public void Reckon(long now)
    {
        var things = Llms.All.Select(llm => (What: "llm", Id: llm.Latest["llm_id"].Text()!, Thing: llm.Latest))
            .Concat(Agents.All.Select(agent => (What: "agent", Id: agent.Latest["agent_id"].Text()!, Thing: agent.Latest)))
            .Concat(Numbers.All.Select(number => (What: "number", Id: number["phone_number"].Text()!, Thing: number))).ToList();
        foreach (var (what, id, thing) in things.Where(thing => !Ledger.Holds(thing.Id)))
            Ledger.Came(what, id, thing, thing["last_modification_timestamp"].Long());
        foreach (var id in Ledger.Held.Select(entry => entry.Id).Except(things.Select(thing => thing.Id)).ToList()) Ledger.Went(id, now);
    }
}
