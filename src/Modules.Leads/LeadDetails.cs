using System.Collections.Immutable;
using JasperFx.Events;

namespace Switchhook.Leads;

/// <summary>The lead's page: what is known, from which call each thing is known, and what happened since.</summary>
public partial record LeadDetails(
    string Id, LeadStatus Status, bool NeedsAttention, string Reason, Heard? Name, Heard? Number, Heard? Email, Heard? Intent, Heard? PreferredTime, Heard? Notes,
    bool Urgent, bool WantsAppointment, bool Returning, bool Simulated, int RuleVersion, DateTimeOffset LastCallAt, ImmutableList<LeadMoment> Story)
{
    public long Version { get; set; }

    public static LeadDetails Create(IEvent<LeadCaptured> e)
    {
        var x = e.Data.Enquiry;
        return new(
            e.StreamKey!, LeadStatus.New, true, x.Reason, Heard.In(x, x.Name), Heard.In(x, x.Number), Heard.In(x, x.Email), Heard.In(x, x.Intent),
            Heard.In(x, x.PreferredTime), Heard.In(x, x.Notes), x.Urgent, x.WantsAppointment, e.Data.Returning, x.Simulated, x.RuleVersion, x.CalledAt,
            [new(LeadMomentKind.Captured, x.CalledAt, CallId: x.CallId, Text: x.Reason)]);
    }

    public LeadDetails Apply(LeadCalledAgain e)
    {
        var x = e.Enquiry;
        return this with
        {
            Name = Heard.In(x, x.Name) ?? Name, Email = Heard.In(x, x.Email) ?? Email, Intent = Heard.In(x, x.Intent) ?? Intent,
            PreferredTime = Heard.In(x, x.PreferredTime) ?? PreferredTime, Notes = Heard.In(x, x.Notes) ?? Notes,
            Reason = x.Reason is "" ? Reason : x.Reason,
            Urgent = NeedsAttention ? Urgent || x.Urgent : x.Urgent,
            WantsAppointment = WantsAppointment || x.WantsAppointment,
            Returning = true,
            NeedsAttention = Status != LeadStatus.Spam,
            LastCallAt = x.CalledAt > LastCallAt ? x.CalledAt : LastCallAt,
            Story = Story.Add(new(LeadMomentKind.CalledAgain, x.CalledAt, CallId: x.CallId, Text: x.Reason)),
        };
    }

    public LeadDetails Apply(LeadNoted e) => this with { Story = Story.Add(new(LeadMomentKind.Noted, e.At, Text: e.Text)) };

    public LeadDetails Apply(LeadStatusChanged e) => this with
    {
        Status = e.Status, NeedsAttention = e.NeedsAttention, Story = Story.Add(new(LeadMomentKind.StatusChanged, e.At, Status: e.Status)),
    };

    public LeadDetails Apply(LeadMarkedDone e) => this with
    {
        Status = e.Status, NeedsAttention = false, Story = Story.Add(new(LeadMomentKind.MarkedDone, e.At, Text: e.Note, Outcome: e.Outcome)),
    };

    public LeadDetails Apply(LeadReopened e) => this with
    {
        Status = e.Status, NeedsAttention = true, Story = Story.Add(new(LeadMomentKind.Reopened, e.At, Status: e.Status)),
    };
}

/// <summary>A value and the call in which it was heard.</summary>
public record Heard(string Value, string CallId)
{
    public static Heard? In(Enquiry enquiry, string? value) => value is null ? null : new(value, enquiry.CallId);
}

public enum LeadMomentKind { Captured, CalledAgain, Noted, StatusChanged, MarkedDone, Reopened }

public record LeadMoment(
    LeadMomentKind Kind, DateTimeOffset At, string? CallId = null, string? Text = null, LeadStatus? Status = null, LeadOutcome? Outcome = null);
