using JasperFx.Events;
using Switchhook.BuildingBlocks.Text;

namespace Switchhook.Leads.Inbox;

/// <summary>One row of the inbox: the lead, and what lists are narrowed and ordered by.</summary>
public partial record LeadList(string Id, Lead Lead)
{
    public long Version { get; set; }

    public LeadStatus Status => Lead.Status;
    public bool NeedsAttention => Lead is { NeedsAttention: true, IsGone: false };
    public bool IsGone => Lead.IsGone;
    public string? Name => Lead.Facts.Of(LeadField.Name)?.Value;
    public string? Number => Lead.Facts.Of(LeadField.Number)?.Value;
    public string? Email => Lead.Facts.Of(LeadField.Email)?.Value;
    public string Reason => Lead.Facts.Of(LeadField.Reason)?.Value ?? "";
    public string? PreferredTime => Lead.Facts.Of(LeadField.PreferredTime)?.Value;
    public bool Urgent => Lead.IsUrgent();
    public bool WantsAppointment => Lead.WantsAppointment();
    public bool Returning => Lead.IsReturning;
    public bool Blocked => Lead.IsBlocked;
    public bool Simulated => Lead.Facts.Calls is [{ Enquiry.Simulated: true }, ..];
    public LeadOutcome? Outcome => Lead.Outcome;
    public DateTimeOffset WaitingSince => Lead.WaitingSince;
    public DateTimeOffset LastCallAt => Lead.LastCallAt;

    /// <summary>The day of the next step as a number, 20261125; null when there is none.</summary>
    public int? NextOn => Lead.Next?.On is { } day ? DayNumber(day) : null;

    /// <summary>What a search looks through.</summary>
    public string Words => TextFolding.Line(Name, Number, Email, Reason, Lead.Facts.Of(LeadField.Notes)?.Value);

    /// <summary>Newest call first.</summary>
    public long Place => -PlaceOf(LastCallAt, Id);

    /// <summary>Urgent first, then who has waited longest.</summary>
    public long Queue => PlaceOf(WaitingSince, Id) - (Urgent ? 1L << 60 : 0);

    public static int DayNumber(DateOnly day) => (day.Year * 10_000) + (day.Month * 100) + day.Day;

    public static LeadList Create(IEvent<LeadCaptured> e) => new(e.StreamKey!, Lead.Create(e));

    public static LeadList Create(IEvent<LeadImported> e) => new(e.StreamKey!, Lead.Create(e));

    public LeadList Apply(IEvent<LeadCalledAgain> e) => this with { Lead = Lead.Apply(e) };

    public LeadList Apply(IEvent<LeadCallReanalyzed> e) => this with { Lead = Lead.Apply(e) };

    public LeadList Apply(IEvent<LeadImportJoined> e) => this with { Lead = Lead.Apply(e) };

    public LeadList Apply(LeadNoted e) => this with { Lead = Lead.Apply(e) };

    public LeadList Apply(LeadEdited e) => this with { Lead = Lead.Apply(e) };

    public LeadList Apply(LeadEditUndone e) => this with { Lead = Lead.Apply(e) };

    public LeadList Apply(LeadRequalified e) => this with { Lead = Lead.Apply(e) };

    public LeadList Apply(LeadNextStepSet e) => this with { Lead = Lead.Apply(e) };

    public LeadList Apply(LeadStatusChanged e) => this with { Lead = Lead.Apply(e) };

    public LeadList Apply(LeadMarkedDone e) => this with { Lead = Lead.Apply(e) };

    public LeadList Apply(LeadReopened e) => this with { Lead = Lead.Apply(e) };

    public LeadList Apply(LeadStatusRestored e) => this with { Lead = Lead.Apply(e) };

    public LeadList Apply(LeadMerged e) => this with { Lead = Lead.Apply(e) };

    public LeadList Apply(LeadMergedInto e) => this with { Lead = Lead.Apply(e) };

    public LeadList Apply(LeadSplit e) => this with { Lead = Lead.Apply(e) };

    public LeadList Apply(LeadSplitOff e) => this with { Lead = Lead.Apply(e) };

    public LeadList Apply(LeadCallerBlocked e) => this with { Lead = Lead.Apply(e) };

    public LeadList Apply(LeadCallerUnblocked e) => this with { Lead = Lead.Apply(e) };

    /// <summary>
    /// One number that both orders rows and tells two of the same millisecond apart: what a page of the list continues from.
    /// </summary>
    static long PlaceOf(DateTimeOffset at, string id) =>
        at.ToUnixTimeMilliseconds() << 16 | (long)BitConverter.ToUInt16(Lead.IdOf(id).ToByteArray());
}
