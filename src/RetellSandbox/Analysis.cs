using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Switchhook.RetellSandbox;

/// <summary>What the agent's own questions about a call find in the facts of the script; what the agent did not ask is not told.</summary>
public static partial class Analysis
{
    static readonly Dictionary<string, string[]> OtherNames = new()
    {
        ["caller_name"] = ["name", "customer_name", "full_name", "user_name", "contact_name"],
        ["callback_number"] = ["phone", "phone_number", "callback", "contact_number", "caller_number", "customer_phone"],
        ["caller_email"] = ["email", "email_address", "customer_email"],
        ["is_lead"] = ["lead", "qualified", "is_qualified", "qualified_lead"],
        ["lead_intent"] = ["intent", "reason", "call_reason", "reason_for_call", "purpose", "topic"],
        ["follow_up_notes"] = ["notes", "follow_up", "next_step", "next_steps", "follow_up_needed"],
        ["preferred_time"] = ["appointment_time", "requested_time", "preferred_date", "best_time"],
        ["service"] = ["service_type", "service_requested", "requested_service", "product"],
        ["urgency"] = ["priority"],
    };

    static readonly string[] LastResorts = ["other", "none", "unknown", "general", "not_applicable"];

    public static JsonObject Of(IReadOnlyDictionary<string, string> facts, JsonArray? asked)
    {
        var found = new JsonObject();
        var complete = true;
        foreach (var field in (asked ?? []).Where(field => field!["type"].Text() != "system-presets"))
        {
            var value = Find(facts, field!["name"].Text()!) is { } fact ? Value(field, fact) : null;
            if (value is not null)
                found[field["name"].Text()!] = value;
            else
                complete &= !field["required"].IsTrue();
        }

        return new JsonObject
        {
            ["call_summary"] = facts["summary"],
            ["in_voicemail"] = facts.GetValueOrDefault("voicemail") == "true",
            ["user_sentiment"] = facts.GetValueOrDefault("sentiment", "Unknown"),
            ["call_successful"] = complete && facts.GetValueOrDefault("successful") == "true",
            ["custom_analysis_data"] = found,
        };
    }

    static string? Find(IReadOnlyDictionary<string, string> facts, string name) =>
        facts.TryGetValue(name, out var fact) ? fact
        : OtherNames.FirstOrDefault(known => known.Value.Contains(name, StringComparer.OrdinalIgnoreCase)).Key is { } known
            ? facts.GetValueOrDefault(known)
        : null;

    /// <summary>
    /// A fact may be told in several ways, the best first: "book_appointment / booking". Each type takes the first it understands.
    /// </summary>
    static JsonNode? Value(JsonNode field, string fact)
    {
        var ways = fact.Split(" / ");
        return field["type"].Text() switch
        {
            "boolean" => fact is not ("false" or "no"),
            "number" => ways.FirstOrDefault(way => double.TryParse(way, CultureInfo.InvariantCulture, out _)) is { } number
                ? double.Parse(number, CultureInfo.InvariantCulture)
                : null,
            "enum" => Choice([.. field["choices"]!.AsArray().Select(choice => choice.Text()!)], ways),
            _ => ways[0],
        };
    }

    static string? Choice(string[] choices, string[] ways) =>
        ways.Select(way => choices.FirstOrDefault(choice => Bare(choice) == Bare(way))).FirstOrDefault(choice => choice is not null)
        ?? ways.Select(way => choices.FirstOrDefault(choice => Stems(choice).Intersect(Stems(way)).Any()))
            .FirstOrDefault(choice => choice is not null)
        ?? LastResorts
            .Select(last => choices.FirstOrDefault(choice => Bare(choice) == Bare(last)))
            .FirstOrDefault(choice => choice is not null);

    static string Bare(string text) => NotLetters().Replace(text.ToLowerInvariant(), "");

    static IEnumerable<string> Stems(string text) =>
        NotLetters().Split(text.ToLowerInvariant()).Where(word => word.Length > 3).Select(word => word[..4]);

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex NotLetters();
}
