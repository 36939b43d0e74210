using System.Globalization;
using Switchhook.Contracts;

namespace Switchhook.Leads;

/// <summary>
/// Which calls are leads, and where in Retell's analysis each thing is found. Data, so that it can be shown, changed and compared;
/// the version goes into every event that the rule led to.
/// </summary>
/// <param name="Verdict">The field that says outright whether a call is a lead. Without it, the intent decides.</param>
/// <param name="Leads">Intents that make a lead.</param>
/// <param name="Never">Intents that make none, whatever the verdict says.</param>
/// <param name="UrgentFrom">Where urgency is asked as a number, of five.</param>
/// <param name="Nothing">Words that models write where they heard nothing.</param>
public sealed record LeadRule(
    int Version, string Verdict, LeadFields Fields, string[] Leads, string[] Never, string[] Appointments, string[] Urgent, double UrgentFrom, string[] Nothing)
{
    public static LeadRule Current { get; } = new(
        Version: 1,
        Verdict: "is_lead",
        Fields: new("caller_name", "callback_number", "caller_email", "lead_intent", "preferred_time", "urgency", "follow_up_notes"),
        Leads: ["book_appointment", "change_appointment", "appointment", "booking", "reschedule", "call_back", "callback", "quote", "pricing", "complaint"],
        Never: ["spam", "wrong_number", "robocall", "solicitation", "sales_call", "not_a_lead"],
        Appointments: ["book_appointment", "change_appointment", "appointment", "booking", "reschedule"],
        Urgent: ["urgent", "high", "emergency", "critical", "immediate", "today", "asap", "yes", "true"],
        UrgentFrom: 4,
        Nothing: ["unknown", "none", "null", "n/a", "not provided", "not specified", "not mentioned", "anonymous"]);

    public Enquiry? Read(CallUnderstood call)
    {
        var intent = Term(Said(call, Fields.Intent));
        if (Never.Contains(intent) || !IsLead(call, intent)) return null;
        var notes = Said(call, Fields.Notes);
        return new(
            call.CallId, call.StartedAt,
            Reason: string.IsNullOrWhiteSpace(call.Summary) ? notes ?? "" : call.Summary.Trim(),
            Name: Said(call, Fields.Name),
            Number: PhoneNumber.Normalise(Said(call, Fields.Number)) ?? PhoneNumber.Normalise(call.CallerNumber),
            Email: Said(call, Fields.Email) is { } email && email.Contains('@') && !email.Contains(' ') ? email : null,
            Intent: intent,
            PreferredTime: Said(call, Fields.PreferredTime),
            Notes: notes,
            Urgent: IsUrgent(Term(Said(call, Fields.Urgency))),
            WantsAppointment: Appointments.Contains(intent),
            Simulated: call.Simulated,
            RuleVersion: Version);
    }

    bool IsLead(CallUnderstood call, string? intent) => Term(Said(call, Verdict)) switch
    {
        null => Leads.Contains(intent),
        "true" or "yes" or "1" => true,
        _ => false,
    };

    bool IsUrgent(string? urgency) =>
        double.TryParse(urgency, CultureInfo.InvariantCulture, out var degree) ? degree >= UrgentFrom : Urgent.Contains(urgency);

    string? Said(CallUnderstood call, string field) =>
        call.Fields.TryGetValue(field, out var value) && value.Trim() is { Length: > 0 } said && !Nothing.Contains(said, StringComparer.OrdinalIgnoreCase) ? said : null;

    static string? Term(string? said) => said?.ToLowerInvariant().Replace(' ', '_').Replace('-', '_');
}

/// <summary>The names of Retell's custom analysis fields that hold each thing.</summary>
public sealed record LeadFields(string Name, string Number, string Email, string Intent, string PreferredTime, string Urgency, string Notes);
