using System.Text;
using System.Text.Json.Nodes;
using Switchhook.Model;

namespace Switchhook.Chaos.Webhooks;

/// <summary>
/// Bodies as no Retell would write them, though they began as its own: values of another kind, missing, doubled, huge, nested; then bytes
/// that are no text. The same for the same seed.
/// </summary>
public sealed class Mutator(int seed)
{
    /// <summary>Put in last: no JSON writer lets these through.</summary>
    static readonly (string Mark, string Instead)[] Raw =
    [
        ("\"raw-0\"", "\"\\ud800\""),
        ("\"raw-1\"", "\"\\u0000\""),
        ("\"raw-2\"", "1e999"),
        ("\"raw-3\"", "-0.0000000000000000000000000000001"),
        ("\"raw-4\"", "99999999999999999999999999"),
        ("\"raw-5\"", "\"a\\/\\u002fb\""),
        ("\"raw-6\"", "{\"a\":1,\"a\":2}"),
        ("\"raw-7\"", "NaN"),
        ("\"raw-8\"", "'x'"),
        ("\"raw-9\"", "\"\\udc00\\ud83d\""),
    ];

    static readonly string[] Values =
    [
        "null",
        "true",
        "false",
        "-1",
        "0.5",
        "253402300800000",
        "9007199254740993",
        "\"\"",
        "\" \"",
        "\"call_1\"",
        "\"../../etc/passwd\"",
        "\"<script>alert(1)</script>\"",
        "\"=1+1\"",
        "\"'; drop table calls.deliveries;--\"",
        "[]",
        "{}",
        "[null,1,{}]",
        "[[[[]]]]",
        "{\"\":{\"\":[]}}",
        "\"\\u202e\\ufeff\"",
        "\"e\\u0301\"",
        "[{\"role\":\"user\",\"content\":null,\"words\":[{\"word\":1,\"start\":\"x\"}]}]",
    ];

    static readonly string[] Names =
    [
        "event",
        "call",
        "call_id",
        "agent_id",
        "transcript_object",
        "transcript_with_tool_calls",
        "call_analysis",
        "custom_analysis_data",
        "disconnection_reason",
        "metadata",
        "__proto__",
        "\\u0000",
        "",
    ];

    readonly Random chance = new(seed);

    public byte[] Next(string agentId)
    {
        var told = new RandomCall(chance.Next(), agentId).Deliveries();
        var root = JsonNode.Parse(told[chance.Next(told.Count)].Body())!;
        for (var wounds = chance.Next(1, 6); wounds > 0; wounds--)
            Wound(root);
        var text = root.ToJsonString();
        foreach (var (mark, instead) in Raw)
            text = text.Replace(mark, instead, StringComparison.Ordinal);
        return chance.Next(8) == 0 ? Scratched(Encoding.UTF8.GetBytes(text)) : Encoding.UTF8.GetBytes(text);
    }

    void Wound(JsonNode root)
    {
        var all = Below(root).ToList();
        if (all.Count == 0)
            return;
        var hit = all[chance.Next(all.Count)];
        switch (hit.Parent)
        {
            case JsonObject parent:
                var name = hit.GetPropertyName();
                parent.Remove(name);
                if (chance.Next(4) > 0)
                    parent[chance.Next(6) == 0 ? Names[chance.Next(Names.Length)] : name] = Other(hit);
                if (chance.Next(10) == 0)
                    parent[Names[chance.Next(Names.Length)]] = Other(hit);
                break;
            case JsonArray list:
                list[hit.GetElementIndex()] = Other(hit);
                break;
        }
    }

    JsonNode? Other(JsonNode hit) =>
        chance.Next(12) switch
        {
            0 => hit.DeepClone(),
            1 => JsonValue.Create(new string((char)chance.Next('a', 'z'), chance.Next(5_000))),
            2 => Nested(chance.Next(70)),
            3 => JsonValue.Create($"raw-{chance.Next(Raw.Length)}"),
            4 => JsonValue.Create(chance.NextInt64(long.MinValue, long.MaxValue)),
            _ => JsonNode.Parse(Values[chance.Next(Values.Length)]),
        };

    static JsonNode Nested(int depth)
    {
        JsonNode inner = new JsonArray();
        for (; depth > 0; depth--)
            inner = depth % 2 == 0 ? new JsonArray(inner) : new JsonObject { ["a"] = inner };
        return inner;
    }

    byte[] Scratched(byte[] body)
    {
        if (body.Length == 0)
            return body;
        switch (chance.Next(5))
        {
            case 0:
                return body[..chance.Next(body.Length)];
            case 1:
                return [.. Encoding.UTF8.Preamble, .. body];
            case 2:
                return [.. body, .. body];
            case 3:
                return Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(body));
            default:
                for (var scratches = chance.Next(1, 8); scratches > 0; scratches--)
                    body[chance.Next(body.Length)] = (byte)chance.Next(256);
                return body;
        }
    }

    static IEnumerable<JsonNode> Below(JsonNode? node) =>
        node switch
        {
            JsonObject some => some.Where(x => x.Value is not null).SelectMany(x => Below(x.Value).Prepend(x.Value!)),
            JsonArray list => list.Where(x => x is not null).SelectMany(x => Below(x).Prepend(x!)),
            _ => [],
        };
}
