using Switchhook.Contracts;
using Wolverine;
using Wolverine.Persistence.EventSourcing;

namespace Switchhook.Leads.Qualification;

/// <param name="Rule">As the owner wants it; its version is the one that they looked at.</param>
public record ChangeQualificationRule(QualificationRule Rule) : PersonalData
{
    public string Stream => CurrentRule.Stream;
}

public static class ChangeQualificationRuleHandler
{
    public static (EventsToAppend, OutgoingMessages) Handle(
        ChangeQualificationRule command,
        [WriteModel(nameof(ChangeQualificationRule.Stream))] CurrentRule? own,
        DateTimeOffset now
    )
    {
        var rule = own?.Rule ?? QualificationRule.Default;
        if (command.Rule.IsSameAs(rule))
            return ([], []);
        if (command.Rule.Version != rule.Version)
            throw new Refused("The rule has changed meanwhile. Look at it as it is now, and change that.");
        if (command.Rule.ValidationError() is { } fault)
            throw new Refused(fault);
        var next = command.Rule with { Version = rule.Version + 1 };
        return ([new QualificationRuleChanged(next, now)], [new RequalifyLeads(next.Version)]);
    }

    /// <summary>What is wrong with a rule, in a sentence; null when nothing is.</summary>
    public static string? ValidationError(this QualificationRule rule) =>
        rule switch
        {
            { Verdict: [], Leads: [] } =>
                "Name a field that says whether a call is a lead, or intents that make one: with neither, no call would ever be a lead.",
            { Leads: not [], Sources.Intent: [] } =>
                "Name the field that holds the intent, or take the intents out: without it none of them is ever found.",
            { UrgentFrom: < 0 or > 10 } => "Urgency as a number is from 0 to 10.",
            _ when rule.Lists().Any(x => x.Length > 50) => "A list may have up to 50 entries.",
            _ when rule.Lists().SelectMany(x => x).Any(x => x.Length > 64) => "An entry may have up to 64 characters.",
            _ => null,
        };

    static IEnumerable<string[]> Lists(this QualificationRule rule) =>
        [
            rule.Verdict,
            rule.Leads,
            rule.Never,
            rule.Qualified,
            rule.Appointments,
            rule.Urgent,
            rule.Nothing,
            rule.Sources.Urgency,
            .. Enum.GetValues<LeadField>().Select(rule.Sources.Of),
        ];
}
