using System.Text.Json.Nodes;

namespace Switchhook.RetellSandbox;

/// <summary>Retell's filter criteria: typed operators on fields of a call, all of which must hold.</summary>
public static class CallFilter
{
    static readonly Dictionary<string, string[]> Fields = new()
    {
        ["call_id"] = ["call_id"],
        ["call_status"] = ["call_status"],
        ["call_type"] = ["call_type"],
        ["direction"] = ["direction"],
        ["from_number"] = ["from_number"],
        ["to_number"] = ["to_number"],
        ["start_timestamp"] = ["start_timestamp"],
        ["end_timestamp"] = ["end_timestamp"],
        ["duration_ms"] = ["duration_ms"],
        ["disconnection_reason"] = ["disconnection_reason"],
        ["data_storage_setting"] = ["data_storage_setting"],
        ["batch_call_id"] = ["batch_call_id"],
        ["agent_tag"] = ["agent_tag"],
        ["user_sentiment"] = ["call_analysis", "user_sentiment"],
        ["call_successful"] = ["call_analysis", "call_successful"],
        ["in_voicemail"] = ["call_analysis", "in_voicemail"],
        ["combined_cost"] = ["call_cost", "combined_cost"],
        ["e2e_latency_p50"] = ["latency", "e2e", "p50"],
    };

    static readonly Dictionary<string, string[]> Keyed = new()
    {
        ["metadata"] = ["metadata"],
        ["dynamic_variables"] = ["retell_llm_dynamic_variables"],
        ["custom_attributes"] = ["custom_attributes"],
        ["custom_analysis_data"] = ["call_analysis", "custom_analysis_data"],
    };

    public static Func<JsonObject, bool> Of(JsonNode? criteria)
    {
        if (criteria is null)
            return _ => true;
        var filters = criteria is JsonObject named
            ? named.Where(filter => filter.Value is not null).Select(filter => One(filter.Key, filter.Value!)).ToArray()
            : throw Unreadable("filter_criteria");
        return call => filters.All(fits => fits(call));
    }

    static Func<JsonObject, bool> One(string name, JsonNode filter)
    {
        if (name == "agent")
            return Agents(filter as JsonArray ?? throw Unreadable(name));
        if (Fields.TryGetValue(name, out var path))
        {
            var fits = Test(name, filter);
            return call => fits(At(call, path));
        }

        if (!Keyed.TryGetValue(name, out var root))
            throw Unreadable(name);
        var tests = (filter as JsonArray ?? throw Unreadable(name))
            .Select(each => (Path: (string[])[.. root, each?["key"].Text() ?? throw Unreadable(name)], Fits: Test(name, each!)))
            .ToArray();
        return call => tests.All(test => test.Fits(At(call, test.Path)));
    }

    static Func<JsonObject, bool> Agents(JsonArray wanted)
    {
        var agents = wanted
            .Select(agent =>
                (
                    Id: agent?["agent_id"].Text() ?? throw Unreadable("agent"),
                    Versions: (agent["version"] as JsonArray)?.Select(version => version.Int()).ToArray()
                )
            )
            .ToArray();
        return call =>
            agents is []
            || agents.Any(agent => agent.Id == call["agent_id"].Text() && agent.Versions?.Contains(call["agent_version"].Int()) != false);
    }

    static Func<JsonNode?, bool> Test(string name, JsonNode filter)
    {
        if (filter is not JsonObject)
            throw Unreadable(name);
        var (type, op, value) = (filter["type"].Text(), filter["op"].Text(), filter["value"]);
        var (text, number) = (value.Text() ?? "", value.Number() ?? double.NaN);
        return (type, op) switch
        {
            ("string", "eq") => found => found.Text() == text,
            ("string", "ne") => found => found.Text() != text,
            ("string", "sw") => found => found.Text()?.StartsWith(text, StringComparison.Ordinal) == true,
            ("string", "ew") => found => found.Text()?.EndsWith(text, StringComparison.Ordinal) == true,
            ("string", "co") => found => found.Text()?.Contains(text, StringComparison.OrdinalIgnoreCase) == true,
            ("number", "eq") => found => found.Number() == number,
            ("number", "ne") => found => found.Number() != number,
            ("number", "gt") => found => found.Number() > number,
            ("number", "ge") => found => found.Number() >= number,
            ("number", "lt") => found => found.Number() < number,
            ("number", "le") => found => found.Number() <= number,
            ("range", "bt") when value is JsonArray { Count: 2 } ends => found =>
                found.Number() >= ends[0].Number() && found.Number() <= ends[1].Number(),
            ("enum", "in") when value is JsonArray choices => found => choices.Any(choice => choice.Text() == found.Text()),
            ("boolean", "eq") => found => found is not null && found.IsTrue() == value.IsTrue(),
            ("present", "pr") => found => found is not null,
            ("present", "np") => found => found is null,
            _ => throw Unreadable(name),
        };
    }

    static JsonNode? At(JsonNode? node, string[] path)
    {
        foreach (var name in path)
            node = (node as JsonObject)?[name];
        return node;
    }

    static Refusal Unreadable(string name) => FieldRules.Broken($"filter_criteria/{name}", "is invalid");
}
