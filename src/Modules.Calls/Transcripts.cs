using System.Text.Json;

namespace Switchhook.Calls;

/// <summary>
/// Retell's transcript as turns: the one with tool calls when it is there, else the spoken one, else the plain text without times.
/// </summary>
public static class Transcripts
{
    /// <summary>More than anybody says in the longest call; a body may hold more lines than a page or an index should.</summary>
    const int MostTurns = 20_000;

    public static IReadOnlyList<Turn>? Read(JsonElement root, JsonElement call, CancellationToken deadline = default)
    {
        JsonElement[][] forms =
        [
            // Under "everything but personal data" only the scrubbed form may be shown.
            call.Parts("scrubbed_transcript_with_tool_calls"),
            call.Parts("transcript_with_tool_calls"),
            root.Parts("transcript_with_tool_calls"),
            call.Parts("transcript_object"),
        ];
        if (forms.FirstOrDefault(x => x.Length > 0) is { } items)
            return Turns([.. items.Take(MostTurns)], deadline);
        return call.Text("transcript", int.MaxValue) is { } text ? Plain(text) : null;
    }

    static List<Turn> Turns(JsonElement[] items, CancellationToken deadline)
    {
        var results = items
            .Where(x => x.Text("role", TextLimits.Word) == "tool_call_result")
            .ToLookup(x => x.Text("tool_call_id", TextLimits.Line));
        var turns = new List<Turn>(items.Length);
        foreach (var item in items)
        {
            deadline.ThrowIfCancellationRequested();
            var role = item.Text("role", TextLimits.Word) ?? "";
            if (role == "tool_call_invocation")
                turns.Add(Tool(item, results[item.Text("tool_call_id", TextLimits.Line)].FirstOrDefault()));
            else if (role is "agent" or "user" or "transfer_target")
                turns.Add(Speech(role, item));
            else if (role != "tool_call_result")
                turns.Add(Note(role, item));
        }
        return turns;
    }

    static Turn Speech(string role, JsonElement item)
    {
        var words = item.Parts("words")
            .Select(x => (Text: x.Text("word", TextLimits.Line), Start: x.Second("start"), End: x.Second("end")))
            .Where(x => x.Text is not null && x.End >= x.Start)
            .Select(x => new TimedWord(x.Text!, x.Start!.Value, x.End!.Value))
            .ToList();
        return new(
            role,
            item.Text("content", TextLimits.Prose) ?? "",
            words is [var first, ..] ? first.Start : null,
            words is [.., var last] ? last.End : null,
            words,
            null
        );
    }

    static Turn Tool(JsonElement item, JsonElement result) =>
        new(
            "tool",
            "",
            item.Second("time_sec"),
            null,
            [],
            new(
                item.Text("name", TextLimits.Word) ?? "tool",
                item.Text("arguments", TextLimits.Prose) ?? "",
                result.Text("content", TextLimits.Prose),
                result.Flag("successful")
            )
        );

    static Turn Note(string role, JsonElement item) =>
        new(
            role,
            item.Text("content", TextLimits.Prose)
                ?? item.Text("digit", TextLimits.Line)
                ?? item.Text("new_node_name", TextLimits.Line)
                ?? "",
            item.Second("time_sec"),
            null,
            [],
            null
        );

    static List<Turn> Plain(string text) =>
        [
            .. from whole in text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(MostTurns)
            let line = PayloadJson.Cut(whole, TextLimits.Prose)
            let user = line.StartsWith("User: ", StringComparison.Ordinal)
            let agent = line.StartsWith("Agent: ", StringComparison.Ordinal)
            select new Turn(
                user ? "user" : "agent",
                user ? line[6..]
                    : agent ? line[7..]
                    : line,
                null,
                null,
                [],
                null
            ),
        ];
}
