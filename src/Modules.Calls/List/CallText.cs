using System.Globalization;
using System.Text.RegularExpressions;
using Switchhook.BuildingBlocks.Input;

namespace Switchhook.Calls.List;

/// <summary>How a call is said on a page.</summary>
public static partial class CallText
{
    public static readonly CultureInfo Culture = CultureInfo.GetCultureInfo("en-US");

    public static string Length(long? milliseconds) => milliseconds is { } ms ? Clock(ms / 1000.0) : "–";

    public static string Clock(double seconds)
    {
        var span = TimeSpan.FromSeconds(Math.Floor(Math.Max(0, seconds)));
        return span.TotalHours >= 1 ? span.ToString(@"h\:mm\:ss", Culture) : span.ToString(@"m\:ss", Culture);
    }

    public static string Seconds(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    public static string Money(decimal? cents) =>
        cents is { } c ? (c / 100).ToString(c is > 0 and < 1 ? "$0.0000" : "$#,0.00", Culture) : "–";

    public static string Iso(DateTimeOffset at) =>
        at.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public static string Name(CallReadModel call) =>
        call.Analysis?.Said("caller_name") is { Length: > 0 } name ? name
        : call.Parties?.Web == true ? "Web visitor"
        : "Unknown caller";

    public static string Number(CallReadModel call) =>
        call.Parties is not { } parties ? ""
        : parties.Web ? "Web call"
        : string.IsNullOrWhiteSpace(parties.Caller) ? "Hidden number"
        : PhoneNumber.Display(parties.Caller);

    /// <summary>Null also where Retell could not tell: that is no news.</summary>
    public static string? Sentiment(CallReadModel call) => call.Sentiment is "Unknown" ? null : call.Sentiment;

    public static string SentimentTone(string? sentiment) =>
        sentiment switch
        {
            "Positive" => "good",
            "Negative" => "bad",
            _ => "neutral",
        };

    /// <summary>caller_name → Caller name.</summary>
    public static string Label(string name) => name.Length == 0 ? name : char.ToUpperInvariant(name[0]) + name[1..].Replace('_', ' ');

    /// <summary>What an answer is called beside its value; one that an owner added is called by its field's name.</summary>
    public static string Answer(string field) =>
        field switch
        {
            "caller_name" => "Caller",
            "callback_number" => "Number",
            "caller_email" => "E-mail",
            "is_lead" => "A lead",
            "lead_intent" => "Wants",
            "preferred_time" => "When",
            "follow_up_notes" => "Next step",
            _ => Label(field),
        };

    /// <summary>As it was said. Only what Retell chose from a list is put into words, and a number is grouped.</summary>
    public static string Value(AnalysisField field) =>
        field switch
        {
            { Type: "yes-no" } => field.Value == "true" ? "Yes" : "No",
            { Type: "text", Name: "lead_intent" or "urgency" or "outcome" } => Label(field.Value),
            { Type: "text", Value: ['+', .. { Length: > 7 }] } => PhoneNumber.Display(field.Value),
            { Type: "text", Name: "preferred_time" or "follow_up_notes", Value: [var first, .. var rest] } => char.ToUpperInvariant(first)
                + rest,
            _ => field.Value,
        };

    /// <summary>gpt_4_1 → GPT 4.1, retell_platform_tts → Platform TTS.</summary>
    public static string Product(string product)
    {
        var words = product
            .Replace("retell_", "", StringComparison.Ordinal)
            .Split('_')
            .Select(x => x is "gpt" or "us" or "tts" or "stt" or "llm" or "sms" or "sip" ? x.ToUpperInvariant() : x);
        return Label(Version().Replace(string.Join(' ', words), "."));
    }

    [GeneratedRegex(@"(?<=\d) (?=\d)")]
    private static partial Regex Version();
}
