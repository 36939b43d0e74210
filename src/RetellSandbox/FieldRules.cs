using System.Text.Json;
using System.Text.Json.Nodes;

namespace Switchhook.RetellSandbox;

/// <summary>What Retell checks of a field, each broken rule being its 400.</summary>
public class FieldRules(JsonObject body)
{
    public FieldRules Required(string name) =>
        body[name] is null ? throw Refusal.Invalid($"request body must have required property '{name}'") : this;

    public FieldRules Text(string name, int longest = int.MaxValue)
    {
        if (!Given(name, out var value))
            return this;
        var text = value.Text() ?? throw Broken(name, "must be string");
        return text.Length <= longest ? this : throw Broken(name, $"must NOT have more than {longest} characters");
    }

    public FieldRules OneOf(string name, params string[] allowed) =>
        !Given(name, out var value) || allowed.Contains(value.Text())
            ? this
            : throw Broken(name, "must be equal to one of the allowed values");

    public FieldRules Between(string name, double least, double most)
    {
        if (!Given(name, out var value))
            return this;
        var number = value.Number() ?? throw Broken(name, "must be number");
        return number < least ? throw Broken(name, $"must be >= {least}")
            : number > most ? throw Broken(name, $"must be <= {most}")
            : this;
    }

    public FieldRules Whole(string name) =>
        !Given(name, out var value) || value.Int() is not null ? this : throw Broken(name, "must be integer");

    public FieldRules Flag(string name) =>
        !Given(name, out var value) || value.GetValueKind() is JsonValueKind.True or JsonValueKind.False
            ? this
            : throw Broken(name, "must be boolean");

    public FieldRules WebAddress(string name) =>
        !Given(name, out var value) || Uri.TryCreate(value.Text(), UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
            ? this
            : throw Broken(name, "must be a valid url");

    public FieldRules Each(string name, Action<JsonNode?> check)
    {
        if (!Given(name, out var value))
            return this;
        foreach (var item in value as JsonArray ?? throw Broken(name, "must be array"))
            check(item);
        return this;
    }

    public static Refusal Broken(string name, string rule) => Refusal.Invalid($"request body/{name} {rule}");

    bool Given(string name, out JsonNode value)
    {
        value = body[name]!;
        return value is not null;
    }
}
