using System.Globalization;
using Switchhook.BuildingBlocks.Input;

namespace Switchhook.Leads.Inbox;

/// <summary>How leads are put into words on the pages.</summary>
public static class LeadText
{
    public static string Who(string? name, string? number) => name ?? (number is null ? "Unknown caller" : "Unknown");

    public static string Who(LeadDetails lead) => Who(lead.Of(LeadField.Name)?.Value, lead.Of(LeadField.Number)?.Value);

    /// <summary>Who called whom, and whether anybody answered: "called", "was called", "was called, a voicemail answered".</summary>
    public static string Called(bool outbound, bool voicemail) =>
        (outbound, voicemail) switch
        {
            (false, _) => "called",
            (true, false) => "was called",
            (true, true) => "was called, and a voicemail answered",
        };

    public static string CallLine(LeadTimelineEntry call, bool again = false)
    {
        var words = call.Outbound
            ? again
                ? "was called again"
                : "was called"
            : again
                ? "called again"
                : "called";
        return char.ToUpperInvariant(words[0]) + words[1..] + (call is { Outbound: true, Voicemail: true } ? " (voicemail)" : "");
    }

    public static string Initials(string? name) =>
        name is null
            ? "??"
            : string.Concat(
                name.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(x => StringInfo.GetNextTextElement(x)) is var all
                && all.Count() > 1
                    ? [all.First(), all.Last()]
                    : all
            );

    public static string Words(this LeadOutcome outcome) =>
        outcome switch
        {
            LeadOutcome.Scheduled => "Scheduled",
            LeadOutcome.CalledBack => "Called back",
            LeadOutcome.LeftVoicemail => "Left voicemail",
            LeadOutcome.NoAnswer => "No answer",
            _ => "No action needed",
        };

    public static string Words(this LeadField field) =>
        field switch
        {
            LeadField.Email => "e-mail",
            LeadField.PreferredTime => "preferred time",
            _ => field.ToString().ToLowerInvariant(),
        };

    public static string Words(this LeadSignal signal) =>
        signal switch
        {
            LeadSignal.Appointment => "Wants appointment",
            LeadSignal.Returning => "Returning caller",
            LeadSignal.Due => "Due",
            _ => signal.ToString(),
        };

    public static string Phrase(this LeadField field) =>
        field switch
        {
            LeadField.Notes => "notes",
            LeadField.Email or LeadField.Intent => "an " + field.Words(),
            _ => "a " + field.Words(),
        };

    public static string Label(this LeadField field) =>
        field switch
        {
            LeadField.Email => "E-mail",
            LeadField.Intent => "Wants",
            LeadField.PreferredTime => "When",
            _ => field.ToString(),
        };

    public static string Shown(LeadField field, string value) =>
        field switch
        {
            LeadField.Number => PhoneNumber.Display(value),
            LeadField.Intent or LeadField.PreferredTime => Term(value),
            _ => value,
        };

    /// <summary>With the words that it was guessed from; null where it is not known.</summary>
    public static string? Known(LeadDetails lead, LeadField field) =>
        lead.Of(field) is { } heard ? Shown(field, heard.Value) + (heard.AsSaid is { } words ? $" (as heard: “{words}”)" : "") : null;

    public static string Written(IReadOnlyDictionary<LeadField, string?> values) =>
        string.Join(
            '\n',
            values.Select(x => x.Value is { } value ? $"{x.Key.Label()}: {Shown(x.Key, value)}" : $"{x.Key.Label()}: not known")
        );

    public static string Numbers(IEnumerable<string> numbers) => string.Join(", ", numbers.Select(x => PhoneNumber.Display(x)));

    public static string? Next(string? text, DateOnly? on) => on is { } day ? $"{text} on {Day(day)}" : text;

    public static string Day(DateOnly day) => day.ToString("ddd d MMM", CultureInfo.InvariantCulture);

    /// <summary>A second of a recording as a clock shows it: 0:42.</summary>
    public static string Clock(double second) => string.Create(CultureInfo.InvariantCulture, $"{(int)second / 60}:{(int)second % 60:00}");

    public static string StatusTone(this LeadStatus status) =>
        status switch
        {
            LeadStatus.New => "info",
            LeadStatus.Contacted or LeadStatus.Qualified => "warn",
            LeadStatus.Won => "good",
            LeadStatus.Spam => "bad",
            _ => "neutral",
        };

    public static string WaitingTime(TimeSpan waiting) =>
        waiting switch
        {
            { TotalMinutes: < 1 } => "less than a minute",
            { TotalHours: < 1 } => $"{(int)waiting.TotalMinutes} min",
            { TotalDays: < 1 } => $"{(int)waiting.TotalHours} h",
            _ => $"{(int)waiting.TotalDays} d",
        };

    public static string Iso(DateTimeOffset at) => at.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    public static string Term(string term) => term.Length == 0 ? term : char.ToUpperInvariant(term[0]) + term[1..].Replace('_', ' ');
}
