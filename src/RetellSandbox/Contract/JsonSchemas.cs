using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Switchhook.RetellSandbox.Contract;

/// <summary>
/// Holds a value against a schema, of which it knows what Retell's contract needs: type, nullable, enum, required, properties, items,
/// oneOf, limits, pattern, and ref and extends for schemas by name.
/// </summary>
public sealed class JsonSchemas(JsonObject named)
{
    /// <param name="isOpen">Whether an object may have members that its schema does not name.</param>
    public IEnumerable<string> Objections(JsonNode schema, JsonNode? value, string at, bool isOpen)
    {
        if (schema["ref"].Text() is { } name)
            return Objections(named[name]!, value, at, isOpen);
        if (schema["oneOf"] is JsonArray alternatives)
            return OfAlternatives([.. alternatives.OfType<JsonNode>()], value, at, isOpen);
        if (value is null)
            return schema["nullable"].IsTrue() || (!IsTyped(schema) && schema["enum"] is null)
                ? []
                : [$"{at} must be {schema["type"].Text() ?? "object"}, not null"];
        if (schema["enum"] is JsonArray allowed && !allowed.Any(x => JsonNode.DeepEquals(x, value)))
            return [$"{at} must be equal to one of the allowed values"];
        if (!IsTyped(schema))
            return [];
        if (!IsOfType(schema["type"].Text() ?? "object", value))
            return [$"{at} must be {schema["type"].Text() ?? "object"}"];
        return value switch
        {
            JsonObject one => OfMembers(schema, one, at, isOpen),
            JsonArray list => OfItems(schema, list, at, isOpen),
            _ => OfLimits(schema, value, at),
        };
    }

    static bool IsTyped(JsonNode schema) =>
        schema["type"] is not null || schema["properties"] is not null || schema["extends"] is not null || schema["required"] is not null;

    static bool IsOfType(string type, JsonNode value) =>
        (type, value.GetValueKind()) switch
        {

            ("string", JsonValueKind.String)
            or
            ("number", JsonValueKind.Number)
            or
            ("object", JsonValueKind.Object)
            or ("array", JsonValueKind.Array) => true,
            ("boolean", JsonValueKind.True or JsonValueKind.False) => true,
            ("integer", JsonValueKind.Number) => value.Number() is { } number && number == Math.Floor(number),
            _ => false,
        };

    IEnumerable<string> OfMembers(JsonNode schema, JsonObject value, string at, bool isOpen)
    {
        var members = Members(schema);
        foreach (var name in Required(schema))
            if (!value.ContainsKey(name))
                yield return $"{at} must have required property '{name}'";
        if (schema["notBoth"] is JsonArray both && both.All(x => value.ContainsKey(x.Text()!)))
            yield return $"{at} must NOT be valid with {string.Join(" and ", both)}";
        foreach (var (name, member) in value)
            if (members.TryGetValue(name, out var known))
                foreach (var objection in Objections(known, member, $"{at}/{name}", isOpen))
                    yield return objection;
            else if (schema["additionalProperties"] is JsonObject any)
                foreach (var objection in Objections(any, member, $"{at}/{name}", isOpen))
                    yield return objection;
            else if (!isOpen && members.Count > 0)
                yield return $"{at} must NOT have additional properties ({name})";
    }

    IEnumerable<string> OfItems(JsonNode schema, JsonArray list, string at, bool isOpen)
    {
        if (list.Count < (schema["minItems"].Int() ?? 0))
            yield return $"{at} must NOT have fewer than {schema["minItems"]} items";
        if (list.Count > (schema["maxItems"].Int() ?? int.MaxValue))
            yield return $"{at} must NOT have more than {schema["maxItems"]} items";
        if (schema["items"] is not { } item)
            yield break;
        for (var i = 0; i < list.Count; i++)
            foreach (var objection in Objections(item, list[i], $"{at}/{i}", isOpen))
                yield return objection;
    }

    static IEnumerable<string> OfLimits(JsonNode schema, JsonNode value, string at)
    {
        if (value.Number() is { } number)
        {
            if (number < (schema["minimum"].Number() ?? double.MinValue))
                yield return $"{at} must be >= {schema["minimum"]}";
            if (number > (schema["maximum"].Number() ?? double.MaxValue))
                yield return $"{at} must be <= {schema["maximum"]}";
        }
        if (value.Text() is not { } text)
            yield break;
        if (text.Length < (schema["minLength"].Int() ?? 0))
            yield return $"{at} must NOT have fewer than {schema["minLength"]} characters";
        if (text.Length > (schema["maxLength"].Int() ?? int.MaxValue))
            yield return $"{at} must NOT have more than {schema["maxLength"]} characters";
        if (schema["pattern"].Text() is { } pattern && !Regex.IsMatch(text, pattern, RegexOptions.None, TimeSpan.FromSeconds(1)))
            yield return $"{at} must match pattern {pattern}";
    }

    /// <summary>Of several that are told apart by their type, the one that is meant says what is wrong.</summary>
    List<string> OfAlternatives(IReadOnlyList<JsonNode> alternatives, JsonNode? value, string at, bool isOpen)
    {
        List<string>? meant = null;
        foreach (var alternative in alternatives)
        {
            var objections = Objections(alternative, value, at, isOpen).ToList();
            if (objections.Count == 0)
                return [];
            if (
                value is JsonObject one
                && !objections.Any(x =>
                    x.StartsWith($"{at}/type ", StringComparison.Ordinal) || x.StartsWith($"{at}/call_type ", StringComparison.Ordinal)
                )
                && (one.ContainsKey("type") || one.ContainsKey("call_type"))
            )
                meant ??= objections;
        }
        return meant ?? [$"{at} must match a schema in oneOf"];
    }

    Dictionary<string, JsonNode> Members(JsonNode schema)
    {
        var members = new Dictionary<string, JsonNode>();
        foreach (var name in (schema["extends"] as JsonArray ?? []).Select(x => x.Text()!))
        foreach (var (member, its) in Members(named[name]!))
            members[member] = its;
        foreach (var (member, its) in schema["properties"] as JsonObject ?? [])
            members[member] = its!;
        return members;
    }

    IEnumerable<string> Required(JsonNode schema) =>
        (schema["extends"] as JsonArray ?? [])
            .SelectMany(x => Required(named[x.Text()!]!))
            .Concat((schema["required"] as JsonArray ?? []).Select(x => x.Text()!));
}
