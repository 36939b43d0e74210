using System.Text.Json;
using System.Text.Json.Serialization;
using Switchhook.BuildingBlocks;
using Switchhook.BuildingBlocks.Input;
using Switchhook.Leads.Capture;

namespace Switchhook.Leads.Qualification;

/// <summary>
/// Which calls are leads, and where in Retell's analysis each thing is found. Data, so that it can be shown, changed and compared;
/// the version goes into every event that the rule led to.
/// </summary>
/// <param name="Verdict">The fields that say outright whether a call is a lead: the first that says something. Without one, the intent
/// decides.</param>
/// <param name="Leads">Intents that make a lead.</param>
/// <param name="Never">Intents that make none, whatever the verdict says.</param>
/// <param name="Qualified">Intents whose leads begin as qualified.</param>
/// <param name="UrgentFrom">Where urgency is asked as a number, of five.</param>
/// <param name="Nothing">Words that models write where they heard nothing.</param>
[ShapeName("LeadRule")]
public sealed record QualificationRule(
    int Version,
    string[] Verdict,
    QualificationSources Sources,
    string[] Leads,
    string[] Never,
    string[] Qualified,
    string[] Appointments,
    string[] Urgent,
    double UrgentFrom,
    string[] Nothing
)
{
    /// <summary>Not a field of the analysis, but Retell's summary of the whole call.</summary>
    public const string Summary = "call_summary";

    /// <summary>The owner's own lines: no rule names them, and each reading needs them.</summary>
    [JsonIgnore]
    public BusinessNumbers BusinessNumbers { get; init; } = BusinessNumbers.None;

    public static QualificationRule Default { get; } =
        new(
            Version: 1,
            Verdict: ["is_lead"],
            Sources: new(
                ["caller_name"],
                ["callback_number"],
                ["caller_email"],
                [Summary, "follow_up_notes"],
                ["lead_intent"],
                ["preferred_time"],
                ["urgency"],
                ["follow_up_notes"]
            ),
            Leads:
            [
                "book_appointment",
                "change_appointment",
                "appointment",
                "booking",
                "reschedule",
                "call_back",
                "callback",
                "quote",
                "pricing",
                "complaint",
            ],
            Never: ["spam", "wrong_number", "robocall", "solicitation", "sales_call", "not_a_lead"],
            Qualified: [],
            Appointments: ["book_appointment", "change_appointment", "appointment", "booking", "reschedule"],
            Urgent: ["urgent", "high", "emergency", "critical", "immediate", "today", "asap", "yes", "true"],
            UrgentFrom: 4,
            Nothing: ["unknown", "none", "null", "n/a", "not provided", "not specified", "not mentioned", "anonymous"]
        );

    public bool IsLead(CallContent call)
    {
        var intent = Said(call, Sources.Intent)?.Value;
        return !NormalizedTerm.IsAmong(intent, Never)
            && (YesNo.Read(Said(call, Verdict)?.Value).Value ?? NormalizedTerm.IsAmong(intent, Leads));
    }

    public Enquiry Extract(CallContent call)
    {
        var said = Enum.GetValues<LeadField>().ToDictionary(field => field, field => Said(call, Sources.Of(field)));
        var intent = NormalizedTerm.Of(said[LeadField.Intent]?.Value);
        var (left, caller, email) = (
            PhoneNumber.Read(said[LeadField.Number]?.Value),
            PhoneNumber.Read(call.CallerNumber),
            EmailAddress.Read(said[LeadField.Email]?.Value)
        );
        var (verdict, throughOwnLine) = (YesNo.Read(Said(call, Verdict)?.Value), BusinessNumbers.Has(caller.Value, call));
        return new(
            call.CallId,
            call.CalledAt,
            said[LeadField.Reason]?.Value ?? "",
            Name: said[LeadField.Name]?.Value,
            Number: (BusinessNumbers.Has(left.Value, call) ? null : left.Value?.ToString())
                ?? (throughOwnLine ? null : caller.Value?.ToString()),
            Email: email.Value,
            Intent: intent,
            PreferredTime: said[LeadField.PreferredTime]?.Value,
            Notes: said[LeadField.Notes]?.Value,
            Urgent: IsUrgent(Said(call, Sources.Urgency)?.Value),
            WantsAppointment: NormalizedTerm.IsAmong(intent, Appointments),
            Simulated: call.Simulated,
            RuleVersion: Version,
            Qualified: NormalizedTerm.IsAmong(intent, Qualified),
            Seconds: Seconds(call, said),
            AsSaid: AsSaid((LeadField.Number, left.Certainty, left.Original), (LeadField.Email, email.Certainty, email.Original)),
            UnclearVerdict: verdict is { Certainty: Certainty.Unclear, Original.Length: > 0 } ? verdict.Original : null,
            OwnLine: throughOwnLine
        );
    }

    /// <summary>Says the same, whatever its version.</summary>
    public bool IsSameAs(QualificationRule other) =>
        JsonSerializer.Serialize(this with { Version = 0 }) == JsonSerializer.Serialize(other with { Version = 0 });

    static Dictionary<LeadField, double>? Seconds(CallContent call, Dictionary<LeadField, (string Field, string Value)?> said)
    {
        var known = said.Where(x => x.Value is { } found && call.HeardAt?.ContainsKey(found.Field) == true)
            .ToDictionary(x => x.Key, x => call.HeardAt![x.Value!.Value.Field]);
        return known.Count == 0 ? null : known;
    }

    static Dictionary<LeadField, string>? AsSaid(params (LeadField Field, Certainty Certainty, string Original)[] readings)
    {
        var kept = readings
            .Where(x => x.Certainty is not Certainty.Exact && x.Original.Length > 0 && !HiddenCaller.Is(x.Original))
            .ToDictionary(x => x.Field, x => x.Original);
        return kept.Count == 0 ? null : kept;
    }

    bool IsUrgent(string? urgency) =>
        NumberParser.Read(urgency).Value is { } degree
            ? (double)degree >= UrgentFrom
            : NormalizedTerm.IsAmong(urgency, Urgent) || (YesNo.Read(urgency).Value == true && NormalizedTerm.IsAmong("yes", Urgent));

    (string Field, string Value)? Said(CallContent call, string[] fields)
    {
        foreach (var field in fields)
            if (
                (field == Summary ? call.Summary : call.Fields.GetValueOrDefault(field))?.Trim() is { Length: > 0 } said
                && !Nothing.Contains(said, StringComparer.OrdinalIgnoreCase)
            )
                return (field, said);
        return null;
    }
}

/// <summary>The names of Retell's custom analysis fields that hold each thing; of several, the first that says something.</summary>
[ShapeName("LeadSources")]
public sealed record QualificationSources(
    string[] Name,
    string[] Number,
    string[] Email,
    string[] Reason,
    string[] Intent,
    string[] PreferredTime,
    string[] Urgency,
    string[] Notes
)
{
    public string[] Of(LeadField field) =>
        field switch
        {
            LeadField.Name => Name,
            LeadField.Number => Number,
            LeadField.Email => Email,
            LeadField.Reason => Reason,
            LeadField.Intent => Intent,
            LeadField.PreferredTime => PreferredTime,
            _ => Notes,
        };
}
