using System.Globalization;
using Switchhook.BuildingBlocks.Input;

namespace Switchhook.Leads.Qualification;

/// <summary>A rule as people write it: lists with commas.</summary>
public class RuleForm
{
    public int Version { get; set; }
    public string? Verdict { get; set; }
    public string? Name { get; set; }
    public string? Number { get; set; }
    public string? Email { get; set; }
    public string? Reason { get; set; }
    public string? Intent { get; set; }
    public string? PreferredTime { get; set; }
    public string? Urgency { get; set; }
    public string? Notes { get; set; }
    public string? Leads { get; set; }
    public string? Never { get; set; }
    public string? Qualified { get; set; }
    public string? Appointments { get; set; }
    public string? Urgent { get; set; }
    public string? UrgentFrom { get; set; }
    public string? Nothing { get; set; }

    public static RuleForm Of(QualificationRule rule) =>
        new()
        {
            Version = rule.Version,
            Verdict = Said(rule.Verdict),
            Name = Said(rule.Sources.Name),
            Number = Said(rule.Sources.Number),
            Email = Said(rule.Sources.Email),
            Reason = Said(rule.Sources.Reason),
            Intent = Said(rule.Sources.Intent),
            PreferredTime = Said(rule.Sources.PreferredTime),
            Urgency = Said(rule.Sources.Urgency),
            Notes = Said(rule.Sources.Notes),
            Leads = Said(rule.Leads),
            Never = Said(rule.Never),
            Qualified = Said(rule.Qualified),
            Appointments = Said(rule.Appointments),
            Urgent = Said(rule.Urgent),
            UrgentFrom = rule.UrgentFrom.ToString(CultureInfo.InvariantCulture),
            Nothing = Said(rule.Nothing),
        };

    public QualificationRule Rule() =>
        new(
            Version,
            Fields(Verdict),
            new(
                Fields(Name),
                Fields(Number),
                Fields(Email),
                Fields(Reason),
                Fields(Intent),
                Fields(PreferredTime),
                Fields(Urgency),
                Fields(Notes)
            ),
            Terms(Leads),
            Terms(Never),
            Terms(Qualified),
            Terms(Appointments),
            Terms(Urgent),
            (double)(Switchhook.BuildingBlocks.Input.NumberParser.Read(UrgentFrom).Value ?? 0),
            Fields(Nothing)
        );

    /// <summary>What cannot be read, by the name of its field.</summary>
    public IReadOnlyDictionary<string, string> ValidationErrors() =>
        Switchhook.BuildingBlocks.Input.NumberParser.Read(UrgentFrom).Value is >= 0 and <= 10
            ? new Dictionary<string, string>()
            : new Dictionary<string, string> { [$"Rule.{nameof(UrgentFrom)}"] = "Enter a number from 0 to 10, like 4." };

    static string Said(string[] list) => string.Join(", ", list);

    static string[] Fields(string? text) =>
        [.. (text ?? "").Split([',', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct()];

    static string[] Terms(string? text) => [.. Fields(text).Select(x => NormalizedTerm.Of(x)).OfType<string>().Distinct()];
}
