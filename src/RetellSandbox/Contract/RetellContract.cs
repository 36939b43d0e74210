using System.Globalization;
using System.Text.Json.Nodes;

namespace Switchhook.RetellSandbox.Contract;

/// <summary>
/// What may be asked of Retell, and what it answers, as data (retell-contract.json). The sandbox refuses by it, and the tests hold
/// against it every request that the product makes.
/// </summary>
public sealed class RetellContract
{
    public static RetellContract Known { get; } = Load();

    readonly JsonSchemas schemas;

    RetellContract(JsonObject data)
    {
        schemas = new(data["schemas"]!.AsObject());
        Endpoints = [.. data["endpoints"]!.AsArray().Select(x => Endpoint.Of(x!.AsObject()))];
        Ended =
        [
            .. data["ended"]!
                .AsArray()
                .Select(x => new EndedEndpoint((string)x!["method"]!, (string)x["path"]!, (string)x["since"]!, (string)x["instead"]!)),
        ];
    }

    public IReadOnlyList<Endpoint> Endpoints { get; }
    public IReadOnlyList<EndedEndpoint> Ended { get; }

    public Endpoint? Find(string method, string path) => Endpoints.FirstOrDefault(x => x.Method == method && Fits(x.Path, path));

    /// <summary>What Retell would refuse in this request, in its words; empty when it would take it.</summary>
    public IReadOnlyList<string> ObjectionsTo(string method, string path, IEnumerable<KeyValuePair<string, string>> query, JsonNode? body)
    {
        if (Find(method, path) is not { } endpoint)
            return [$"{method} {path} is no endpoint"];
        var objections = new List<string>();
        foreach (var (name, value) in query)
            if (endpoint.Query[name] is not { } schema)
                objections.Add($"request query must NOT have additional properties ({name})");
            else
                objections.AddRange(schemas.Objections(schema, Parsed(value, schema), $"request query/{name}", isOpen: false));
        foreach (var (name, schema) in endpoint.Query)
            if ((bool?)schema!["isRequired"] is true && query.All(x => x.Key != name))
                objections.Add($"request query must have required property '{name}'");
        if (endpoint.Body is { } asked)
            objections.AddRange(schemas.Objections(asked, body ?? new JsonObject(), "request body", isOpen: false));
        else if (body is JsonObject { Count: > 0 } or JsonArray or JsonValue)
            objections.Add("request body must be empty");
        return objections;
    }

    /// <summary>What of this answer is not as Retell's; members that it may add are none.</summary>
    public IReadOnlyList<string> ObjectionsToAnswer(string method, string path, int status, JsonNode? body)
    {
        if (Find(method, path) is not { } endpoint)
            return [];
        if (status >= 400)
            return IsError(body) ? [] : ["the error body has neither of Retell's forms"];
        if (!endpoint.Answers.TryGetPropertyValue(status.ToString(CultureInfo.InvariantCulture), out var schema))
            return [$"{status} is not what {method} {endpoint.Path} answers"];
        if (schema is null)
            return body is null ? [] : ["the answer must be empty"];
        return [.. schemas.Objections(schema, body, "answer", isOpen: true)];
    }

    static bool IsError(JsonNode? body) =>
        body is JsonObject error
        && (error["status"].Text() == "error" && error["message"].Text() is not null || error["error_message"].Text() is not null);

    /// <summary>A query has text alone: what is said to be a number or a flag is read as one.</summary>
    static JsonNode? Parsed(string value, JsonNode schema)
    {
        var types = (schema["oneOf"] as JsonArray)?.Select(x => x!["type"].Text()) ?? [schema["type"].Text()];
        foreach (var type in types)
        {
            if (
                type is "integer" or "number"
                && double.TryParse(
                    value,
                    NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
                    CultureInfo.InvariantCulture,
                    out var number
                )
            )
                return number == Math.Floor(number) ? (long)number : number;
            if (type is "boolean" && value is "true" or "false")
                return value == "true";
        }
        return value;
    }

    public static bool Fits(string template, string path)
    {
        var (wanted, given) = (template.Split('/'), path.Split('/'));
        return wanted.Length == given.Length
            && wanted.Zip(given).All(x => x.First == x.Second || x.First is ['{', ..] && x.Second.Length > 0);
    }

    static RetellContract Load()
    {
        using var data = typeof(RetellContract).Assembly.GetManifestResourceStream("retell-contract.json")!;
        return new(JsonNode.Parse(data)!.AsObject());
    }
}

/// <param name="Query">Members of the query by name.</param>
/// <param name="Body">Null where there is none.</param>
/// <param name="Answers">By status; null where the body is empty.</param>
public sealed record Endpoint(string Method, string Path, JsonObject Query, JsonNode? Body, JsonObject Answers, IReadOnlyList<int> Errors)
{
    public static Endpoint Of(JsonObject data) =>
        new(
            (string)data["method"]!,
            (string)data["path"]!,
            data["query"] as JsonObject ?? [],
            data["body"],
            data["answers"]!.AsObject(),
            [.. data["errors"]!.AsArray().Select(x => (int)x!)]
        );
}

/// <param name="Since">The day on which Retell ended it.</param>
public sealed record EndedEndpoint(string Method, string Path, string Since, string Instead);
