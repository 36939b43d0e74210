using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Switchhook.RetellSandbox;

/// <summary>Lines spoken one after the other, with a time for every word: what Retell calls the transcript.</summary>
public partial class Conversation
{
    readonly Random chance;
    double clock = 0.7;

    public Conversation(Script script, CallParticipants participants, Random chance)
    {
        this.chance = chance;
        foreach (var line in script.Lines)
            if (line.Who == 'T')
                UseTool(participants.Fill(line.Text));
            else
                Speak(line.Who == 'A' ? "agent" : "user", participants.Fill(line.Text));
    }

    public JsonArray Entries { get; } = [];
    public List<double> EndsAt { get; } = [];
    public List<int> ResponseTimes { get; } = [];
    public double Length => clock;

    public static JsonArray Spoken(IEnumerable<JsonNode?> entries) =>
        new([.. entries.Where(entry => entry!["words"] is not null).Select(entry => entry!.DeepClone())]);

    public static string Text(JsonArray spoken)
    {
        var text = new StringBuilder();
        foreach (var entry in spoken)
            text.Append(entry!["role"].Text() == "agent" ? "Agent: " : "User: ").Append(entry["content"].Text()).Append('\n');
        return text.ToString();
    }

    void Speak(string role, string content)
    {
        if (role == "agent" && Entries.Count > 0)
        {
            ResponseTimes.Add(chance.Next(620, 1280));
            clock += ResponseTimes[^1] / 1000.0;
        }
        else if (Entries.Count > 0)
            clock += 0.35 + chance.NextDouble() * 0.5;

        var words = new JsonArray();
        foreach (var word in content.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var end = clock + Duration(word);
            words.Add(
                new JsonObject
                {
                    ["word"] = word,
                    ["start"] = Math.Round(clock, 3),
                    ["end"] = Math.Round(end, 3),
                }
            );
            clock =
                end
                + word[^1] switch
                {
                    '.' or '?' or '!' => 0.3,
                    ',' or ';' => 0.16,
                    '-' or '—' or '…' => 0.1,
                    _ => 0.02 + chance.NextDouble() * 0.04,
                };
        }

        Add(
            new JsonObject
            {
                ["role"] = role,
                ["content"] = content,
                ["words"] = words,
            }
        );
    }

    /// <summary>name {arguments} => {result}; without a result when the call ends by it.</summary>
    void UseTool(string text)
    {
        var parts = ToolLine().Match(text);
        var id = Ids.Tool();
        Add(
            new JsonObject
            {
                ["role"] = "tool_call_invocation",
                ["tool_call_id"] = id,
                ["name"] = parts.Groups[1].Value,
                ["arguments"] = parts.Groups[2].Value,
            }
        );
        if (!parts.Groups[3].Success)
            return;
        clock += 0.4 + chance.NextDouble() * 0.5;
        Add(
            new JsonObject
            {
                ["role"] = "tool_call_result",
                ["tool_call_id"] = id,
                ["content"] = parts.Groups[3].Value,
                ["successful"] = true,
            }
        );
    }

    void Add(JsonObject entry)
    {
        Entries.Add(entry);
        EndsAt.Add(clock);
    }

    double Duration(string word) =>
        0.09 + word.Count(char.IsDigit) * 0.19 + SpokenWord.Syllables(word).Count * (0.12 + chance.NextDouble() * 0.04);

    [GeneratedRegex(@"^(\w+) (\{.*?\})(?: => (\{.*\}))?$")]
    private static partial Regex ToolLine();
}
