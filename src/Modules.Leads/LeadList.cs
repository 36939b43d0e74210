using JasperFx.Events;

namespace Switchhook.Leads;

/// <summary>One row of the inbox.</summary>
/// <param name="WaitingSince">When the call came that nobody has dealt with; kept when it is done, so that undoing gives it its place back.</param>
public partial record LeadList(
    string Id, LeadStatus Status, bool NeedsAttention, string? Name, string? Number, string? Email, string Reason, string? PreferredTime,
    bool Urgent, bool WantsAppointment, bool Returning, bool Simulated, DateTimeOffset WaitingSince, DateTimeOffset LastCallAt,
    LeadStatus Before = LeadStatus.New, LeadOutcome? Outcome = null)
{
    public long Version { get; set; }

    /// <summary>Newest call first.</summary>
    public long Place => -PlaceOf(LastCallAt, Id);

    /// <summary>Urgent first, then who has waited longest.</summary>
    public long Queue => PlaceOf(WaitingSince, Id) - (Urgent ? 1L << 60 : 0);

    public static LeadList Create(IEvent<LeadCaptured> e)
    {
        var x = e.Data.Enquiry;
        return new(
            e.StreamKey!, LeadStatus.New, true, x.Name, x.Number, x.Email, x.Reason, x.PreferredTime,
            x.Urgent, x.WantsAppointment, e.Data.Returning, x.Simulated, x.CalledAt, x.CalledAt);
    }

    public LeadList Apply(LeadCalledAgain e)
    {
        var x = e.Enquiry;
        return this with
        {
            Name = x.Name ?? Name, Email = x.Email ?? Email, PreferredTime = x.PreferredTime ?? PreferredTime,
            Reason = x.Reason is "" ? Reason : x.Reason,
            Urgent = NeedsAttention ? Urgent || x.Urgent : x.Urgent,
            WantsAppointment = WantsAppointment || x.WantsAppointment,
            Returning = true,
            WaitingSince = NeedsAttention || x.CalledAt < WaitingSince ? WaitingSince : x.CalledAt,
            LastCallAt = x.CalledAt > LastCallAt ? x.CalledAt : LastCallAt,
            NeedsAttention = Status != LeadStatus.Spam,
            Outcome = null,
        };
    }

    public LeadList Apply(LeadStatusChanged e) => this with { Status = e.Status, NeedsAttention = e.NeedsAttention, Before = NeedsAttention ? Status : Before, Outcome = null };

    public LeadList Apply(LeadMarkedDone e) => this with { Status = e.Status, NeedsAttention = false, Before = Status, Outcome = e.Outcome };

    public LeadList Apply(LeadReopened e) => this with { Status = e.Status, NeedsAttention = true, Outcome = null };

    /// <summary>One number that both orders rows and tells two of the same millisecond apart: what a page of the list continues from.</summary>
    static long PlaceOf(DateTimeOffset at, string id) => at.ToUnixTimeMilliseconds() << 16 | (long)BitConverter.ToUInt16(Lead.IdOf(id).ToByteArray());
}
