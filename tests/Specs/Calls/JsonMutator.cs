using System.Text.Json.Nodes;

namespace Switchhook.Specs.Calls;

/// <summary>Takes things out of a body, or puts others in their place, as a future version of the sender might.</summary>
sealed class JsonMutator(int seed)
{
    // Put in last: no JSON writer lets half a surrogate pair through.
    const string Half = "\"half\"";

    static readonly string[] Others =
    [
        "null",
        "true",
        "-1",
        "1e308",
        "1e400",
        "99999999999999999999",
        "0.5",
        "\"\"",
        "\"\\u0000\"",
        Half,
        "\"call_1\"",
        "[]",
        "{}",
        "[null,1,{}]",
        "[[[]]]",
        "{\"a\":{\"b\":[]}}",
    ];

    readonly Random random = new(seed);

    public byte[] Of(byte[] body)
    {
        var root = JsonNode.Parse(body)!;
        for (var wounds = random.Next(1, 6); wounds > 0; wounds--)
            Wound(root);
        return Given.Body(root.ToJsonString().Replace(Half, "\"\\ud800\"", StringComparison.Ordinal));
    }

    void Wound(JsonNode root)
    {
        var all = Below(root).ToList();
        if (all.Count == 0)
            return;
        var hit = all[random.Next(all.Count)];
        var other = random.Next(3) == 0 ? null : Others[random.Next(Others.Length)];
        if (hit.Parent is JsonObject parent)
        {
            var name = hit.GetPropertyName();
            parent.Remove(name);
            if (other is not null)
                parent[name] = JsonNode.Parse(other);
        }
        else if (hit.Parent is JsonArray list)
        {
            var at = hit.GetElementIndex();
            list.RemoveAt(at);
            if (other is not null)
                list.Insert(at, JsonNode.Parse(other));
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
