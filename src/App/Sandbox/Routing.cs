using System.Text.Json.Nodes;

namespace Switchhook.App.Sandbox;

/// <summary>Who answers: the agent version that a number's binding names, or the newest published one.</summary>
public record Routing(JsonObject Agent, string? Number)
{
    public static Routing Of(Workspace workspace, JsonObject order, string list, Random chance)
    {
        if (order["to_number"].Text() is { } dialled)
        {
            var number = workspace.Number(dialled);
            var bound = Pick(number[list] as JsonArray ?? [], chance) ?? throw new Refusal(422, "No agent is bound to this number.");
            return new Routing(Answering(workspace, bound["agent_id"].Text()!, bound), dialled);
        }

        var id = order["agent_id"].Text()!;
        foreach (var number in workspace.Numbers.All)
            if ((number[list] as JsonArray)?.FirstOrDefault(bound => bound!["agent_id"].Text() == id) is { } bound)
                return new Routing(Answering(workspace, id, bound), number["phone_number"].Text());
        return new Routing(Answering(workspace, id, null), null);
    }

    /// <summary>One of a weighted list, each as likely as its weight.</summary>
    public static JsonNode? Pick(JsonArray bound, Random chance)
    {
        var left = chance.NextDouble() * bound.Sum(one => one!["weight"].Number()!.Value);
        foreach (var one in bound)
        {
            left -= one!["weight"].Number()!.Value;
            if (left < 0) return one;
        }

        return bound.LastOrDefault();
    }

    static JsonObject Answering(Workspace workspace, string id, JsonNode? bound)
    {
        var agent = workspace.Agent(id);
        if (agent.LatestPublished is null) throw new Refusal(422, "Agent has no published version.");
        return agent.Resolve(bound?["agent_version"]?.ToString() ?? "latest_published") ?? throw Refusal.Unknown("agent version");
    }
}
