using System.Text.Json.Nodes;

namespace Switchhook.App.Sandbox;

/// <summary>All that one key has made. Whoever touches it holds its gate.</summary>
public class Workspace(string key, string folder)
{
    public Lock Gate { get; } = new();
    public string Key => key;
    public Shelf<Versioned> Llms { get; } = new(Path.Combine(folder, "llms"));
    public Shelf<Versioned> Agents { get; } = new(Path.Combine(folder, "agents"));
    public Shelf<JsonObject> Numbers { get; } = new(Path.Combine(folder, "numbers"));
    public Shelf<PlayedCall> Calls { get; } = new(Path.Combine(folder, "calls"));

    public Versioned Llm(string id) => Llms.TryGet(id, out var llm) ? llm : throw Refusal.Unknown("retell llm");
    public Versioned Agent(string id) => Agents.TryGet(id, out var agent) ? agent : throw Refusal.Unknown("agent");
    public JsonObject Number(string id) => Numbers.TryGet(id, out var number) ? number : throw Refusal.Unknown("phone number");
    public PlayedCall Call(string id) => Calls.TryGet(id, out var call) ? call : throw Refusal.Unknown("call");
}
