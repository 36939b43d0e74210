using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Switchhook.Admin.Audit;

/// <summary>A field of a state beside what it was one event before.</summary>
/// <param name="More">The whole of a list, whose value is said as its length.</param>
public sealed record StateRow(string Name, string? Value, string? Before, bool Changed, string? More)
{
    public static IReadOnlyList<StateRow> Compare(JsonNode? before, JsonNode? after, IReadOnlyCollection<string> credentials)
    {
        var (was, now) = (Fields(before), Fields(after));
        var gone = was.Where(x => x.Value is not null && !now.ContainsKey(x.Key)).Select(x => x.Key);
        return
        [
            .. now
                .Keys.Concat(gone)
                .Select(path => Row(path, was.GetValueOrDefault(path), now.GetValueOrDefault(path), before is not null, credentials)),
        ];
    }

    static StateRow Row(string path, JsonNode? was, JsonNode? now, bool comparable, IReadOnlyCollection<string> credentials)
    {
        var secret = credentials.Contains(path.Split('.')[^1], StringComparer.OrdinalIgnoreCase);
        var changed = comparable && !JsonNode.DeepEquals(was, now);
        return new(
            string.Join(" › ", path.Split('.').Select(AdminText.Label)),
            Say(now, secret),
            changed && !secret ? Say(was, secret) ?? "none" : null,
            changed,
            now is JsonArray { Count: > 0 } list && !IsPlain(list) ? RedactedJson.Pretty(list, credentials) : null
        );
    }

    /// <summary>The leaves, by path; lists are leaves.</summary>
    static Dictionary<string, JsonNode?> Fields(JsonNode? node)
    {
        var fields = new Dictionary<string, JsonNode?>();
        void Walk(string path, JsonNode? part)
        {
            if (part is JsonObject { Count: > 0 } nested)
                foreach (var (name, value) in nested)
                    Walk(path.Length == 0 ? name : $"{path}.{name}", value);
            else if (path.Length > 0)
                fields[path] = part;
        }
        Walk("", node);
        return fields;
    }

    static string? Say(JsonNode? value, bool secret) =>
        value switch
        {
            null => null,
            _ when secret => RedactedJson.Withheld,
            JsonArray list when IsPlain(list) => list.Count == 0 ? "none" : string.Join(", ", list),
            JsonArray list => list.Count == 1 ? "1 entry" : $"{list.Count} entries",
            JsonValue truth when truth.GetValueKind() is JsonValueKind.True or JsonValueKind.False => truth.GetValueKind()
            is JsonValueKind.True
                ? "yes"
                : "no",
            _ => Moment(value.ToString()) ?? value.ToString(),
        };

    static string? Moment(string text) =>
        DateTimeOffset.TryParseExact(
            text,
            ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mm:ssK"],
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var at
        )
            ? AdminText.Exact(at)
            : null;

    static bool IsPlain(JsonArray list) => list.All(x => x is null or JsonValue);
}
