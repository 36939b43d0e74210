using System.Text.Json.Nodes;

namespace Switchhook.RetellSandbox;

/// <summary>What a call comes in by: the number that is dialled, if any, and whom it rings there.</summary>
public record CallRoute(string? Number, JsonNode? Bound, string? Webhook, string? Fallback)
{
    public string? AgentId => Bound?["agent_id"].Text();

    public static CallRoute Of(Workspace workspace, JsonObject order, Scenario scenario, Random chance)
    {
        var list = scenario.Outbound ? "outbound_agents" : "inbound_agents";
        if (order["to_number"].Text() is { } dialled)
            return Ringing(workspace.Number(dialled), list, chance);

        var id = order["agent_id"].Text()!;
        foreach (var number in workspace.Numbers.All)
            if ((number[list] as JsonArray)?.FirstOrDefault(bound => bound!["agent_id"].Text() == id) is { } bound)
                return Ringing(number, bound);
        // Without a number of its own yet, an agent is rung at one that nobody has bought; with one, at that one only.
        return scenario.IsInbound && workspace.Agent(id).Line is { } line
            ? workspace.Numbers.TryGet(line, out var kept)
                ? Ringing(kept, list, chance)
                : new CallRoute(line, null, null, null)
            : new CallRoute(null, new JsonObject { ["agent_id"] = id }, null, null);
    }

    static CallRoute Ringing(JsonObject number, string list, Random chance) =>
        Ringing(number, Routing.Pick(number[list] as JsonArray ?? [], chance));

    static CallRoute Ringing(JsonObject number, JsonNode? bound) =>
        new(number["phone_number"].Text(), bound?.DeepClone(), number["inbound_webhook_url"].Text(), number["fallback_number"].Text());
}
