using System.Globalization;

namespace Switchhook.Leads;

/// <summary>How leads are put into words on the pages.</summary>
public static class LeadWords
{
    public static string Who(string? name, string? number) => name ?? (number is null ? "Unknown caller" : "Unknown");

    public static string Initials(string? name) => name is null
        ? "??"
        : string.Concat(name.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(x => StringInfo.GetNextTextElement(x)) is var all && all.Count() > 1 ? [all.First(), all.Last()] : all);

    public static string Words(this LeadOutcome outcome) => outcome switch
    {
        LeadOutcome.Scheduled => "Scheduled",
        LeadOutcome.CalledBack => "Called back",
        LeadOutcome.LeftVoicemail => "Left voicemail",
        LeadOutcome.NoAnswer => "No answer",
        _ => "No action needed",
    };

    public static string Dot(this LeadStatus status) => status switch
    {
        LeadStatus.New => "info",
        LeadStatus.Contacted or LeadStatus.Qualified => "warn",
        LeadStatus.Won => "good",
        LeadStatus.Spam => "bad",
        _ => "neutral",
    };

    public static string Waits(TimeSpan waiting) => waiting switch
    {
        { TotalMinutes: < 1 } => "less than a minute",
        { TotalHours: < 1 } => $"{(int)waiting.TotalMinutes} min",
        { TotalDays: < 1 } => $"{(int)waiting.TotalHours} h",
        _ => $"{(int)waiting.TotalDays} d",
    };

    /// <summary>What readers without scripts see; with them it becomes relative, in their own zone.</summary>
    public static string Plain(DateTimeOffset at) => at.UtcDateTime.ToString("d MMM, HH:mm 'UTC'", CultureInfo.InvariantCulture);

    public static string Iso(DateTimeOffset at) => at.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    public static string Term(string term) => term.Length == 0 ? term : char.ToUpperInvariant(term[0]) + term[1..].Replace('_', ' ');
}
