using System.Text.Json;

namespace Switchhook.Model;

/// <summary>A read model's document, as it lies in the database, in the model's words.</summary>
public static class ExpectedViewReader
{
    public static ExpectedView Of(string document, string transfers = "")
    {
        using var json = JsonDocument.Parse(document);
        var call = json.RootElement;
        var (parties, ending, analysis) = (call.Part("Parties"), call.Part("Ending"), call.Part("Analysis"));
        return new(
            call.Part("Over").ValueKind == JsonValueKind.True,
            parties.Text("RetellAgentId"),
            parties.Text("From"),
            parties.Text("To"),
            call.Moment("StartedAt"),
            ending.Moment("At"),
            ending.Text("Reason"),
            ending.Part("Milliseconds").Given<long?>(x => x.GetInt64()),
            Said(call),
            call.Text("RecordingUrl"),
            call.Part("CostCents").Given<decimal?>(x => x.GetDecimal())
                ?? call.Part("Cost").Part("Cents").Given<decimal?>(x => x.GetDecimal()),
            call.Part("ResponseMilliseconds").Given<int?>(x => x.GetInt32()),
            analysis.Text("Summary"),
            analysis.Text("Sentiment"),
            transfers
        );
    }

    static string? Said(JsonElement call) =>
        call.Part("Transcript") is { ValueKind: JsonValueKind.Array } turns && turns.GetArrayLength() > 0
            ? string.Concat(turns.EnumerateArray().Select(x => $"{(x.Text("Role") == "user" ? "User" : "Agent")}: {x.Text("Text")}\n"))
            : null;

    static JsonElement Part(this JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) ? value : default;

    static string? Text(this JsonElement json, string name) => json.Part(name).Given(x => x.GetString());

    static long? Moment(this JsonElement json, string name) =>
        json.Part(name).Given<long?>(x => x.GetDateTimeOffset().ToUnixTimeMilliseconds());

    static T? Given<T>(this JsonElement json, Func<JsonElement, T> read) =>
        json.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined ? default : read(json);
}
