using System.Text.Json;

namespace Switchhook.Calls.Details;

/// <summary>A tool call in a line: <c>day: 24 Nov · time: 10:00 → ref: B-1007</c>.</summary>
public static class ToolCallText
{
    public static string Of(ToolCall tool) =>
        string.Join(" → ", new[] { Flat(tool.Arguments), Flat(tool.Result) }.Where(x => x.Length > 0));

    static string Flat(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return "";
        try
        {
            using var json = JsonDocument.Parse(SanitizedJson.Text(text));
            return json.RootElement.ValueKind == JsonValueKind.Object
                ? string.Join(" · ", json.RootElement.EnumerateObject().Select(x => $"{x.Name}: {Plain(x.Value)}"))
                : Plain(json.RootElement);
        }
        catch (JsonException)
        {
            return text;
        }
    }

    static string Plain(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
}
