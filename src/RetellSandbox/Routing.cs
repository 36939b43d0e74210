using System.Text.Json.Nodes;

namespace Switchhook.RetellSandbox;

/// <summary>
/// Who answers: the agent version that a number's binding names, or the newest published one, unless the inbound webhook knows better.
/// </summary>
public static class Routing
{
    public static JsonObject? Bound(Workspace workspace, CallRoute line) =>
        line.AgentId is { } id && workspace.Agents.TryGet(id, out var agent)
            ? Version(agent, line.Bound!["agent_version"]?.ToString())
            : null;

    public static JsonObject Answering(Workspace workspace, CallRoute line, InboundAnswer told)
    {
        if (
            told.AgentId is { } other
            && workspace.Agents.TryGet(other, out var instead)
            && Version(instead, told.AgentVersion) is { } overriding
        )
            return overriding;
        // Without an inbound agent there is no call at all: no record, no event, the caller hears it end.
        if (line.AgentId is not { } id)
            throw new Refusal(422, "No agent is bound to this number: the caller is disconnected.");
        var agent = workspace.Agent(id);
        if (agent.LatestPublished is null)
            throw new Refusal(422, "Agent has no published version.");
        return Bound(workspace, line) ?? throw Refusal.Unknown("agent version");
    }

    /// <summary>One of a weighted list, each as likely as its weight.</summary>
    public static JsonNode? Pick(JsonArray bound, Random chance)
    {
        var left = chance.NextDouble() * bound.Sum(one => one!["weight"].Number()!.Value);
        foreach (var one in bound)
        {
            left -= one!["weight"].Number()!.Value;
            if (left < 0)
                return one;
        }

        return bound.LastOrDefault();
    }

    static JsonObject? Version(VersionedResource agent, string? reference) => agent.Resolve(reference ?? "latest_published");
}
