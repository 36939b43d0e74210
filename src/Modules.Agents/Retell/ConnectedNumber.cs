using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Switchhook.Agents;

/// <summary>A number with who answers it. The lists are Retell's own JSON: what we do not know in them has to survive a change.</summary>
public record ConnectedNumber(string PhoneNumber, string? PhoneNumberPretty, JsonArray? InboundAgents, JsonArray? OutboundAgents)
{
    public bool IsBoundTo(string agentId) => Bindings(agentId).Any();

    /// <summary>The version or tag that a binding holds the agent at. One that follows what is published, or the latest, is no pin.</summary>
    public string? PinOf(string agentId, int except) => Bindings(agentId).Select(Pin).FirstOrDefault(x => x is not null && x != Words(except));

    /// <summary>The lists in which the agent's bindings are led from one version to another; null when one of them is pinned to a third.</summary>
    public JsonObject? Repinned(string agentId, int from, int to)
    {
        var changed = new JsonObject();
        foreach (var (name, list) in new[] { ("inbound_agents", InboundAgents), ("outbound_agents", OutboundAgents) })
        {
            if (list is null) continue;
            var copy = list.DeepClone().AsArray();
            foreach (var binding in Of(copy, agentId))
            {
                if (Pin(binding) is not { } pin || pin == Words(to)) continue;
                if (pin != Words(from)) return null;
                binding["agent_version"] = to;
                changed[name] = copy;
            }
        }
        return changed;
    }

    IEnumerable<JsonObject> Bindings(string agentId) => Of(InboundAgents, agentId).Concat(Of(OutboundAgents, agentId));

    static IEnumerable<JsonObject> Of(JsonArray? list, string agentId) =>
        (list ?? []).OfType<JsonObject>().Where(x => x["agent_id"]?.GetValueKind() is JsonValueKind.String && x["agent_id"]!.GetValue<string>() == agentId);

    static string Words(int version) => version.ToString(CultureInfo.InvariantCulture);

    static string? Pin(JsonObject binding) => binding["agent_version"]?.ToString() is { } version and not ("latest" or "latest_published") ? version : null;
}
