using JasperFx.Events;
using Switchhook.Contracts;
using Switchhook.Leads;

namespace Switchhook.Specs.Leads;

static class Given
{
    public static readonly DateTimeOffset Now = new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero);
    public static readonly Guid Id = Lead.IdFor("call_1");
    public static readonly Enquiry First = new("call_1", Now.AddHours(-3), "Wants a cleaning.", "Priya Nair", "+15105550148", Urgent: true, WantsAppointment: true, RuleVersion: 1);
    public static readonly Enquiry Second = new("call_2", Now.AddHours(-1), "Asks whether Tuesday works.", Email: "priya@example.com", RuleVersion: 1);

    public static CallUnderstood Call(params (string Field, string Value)[] fields) =>
        new("call_1", "+14155550142", Now, "Booked a cleaning.", "Positive", fields.ToDictionary(x => x.Field, x => x.Value), Simulated: false);

    static Event<LeadCaptured> Captured(LeadCaptured captured) => new Event<LeadCaptured>(captured) { StreamKey = Lead.Stream(Id) };

    public static Lead History(params object[] history) => history.Aggregate(Lead.Create(Captured(new(First, false))), (lead, e) => e switch
    {
        LeadCalledAgain x => lead.Apply(x),
        LeadStatusChanged x => lead.Apply(x),
        LeadMarkedDone x => lead.Apply(x),
        LeadReopened x => lead.Apply(x),
        LeadNoted => lead,
        _ => throw new ArgumentException(e.GetType().Name),
    });

    public static LeadList Row(params object[] history) => history.Aggregate(LeadList.Create(Captured(new(First, false))), (row, e) => e switch
    {
        LeadCalledAgain x => row.Apply(x),
        LeadStatusChanged x => row.Apply(x),
        LeadMarkedDone x => row.Apply(x),
        LeadReopened x => row.Apply(x),
        LeadNoted => row,
        _ => throw new ArgumentException(e.GetType().Name),
    });

    public static LeadDetails Details(params object[] history) => history.Aggregate(LeadDetails.Create(Captured(new(First, false))), (details, e) => e switch
    {
        LeadCalledAgain x => details.Apply(x),
        LeadStatusChanged x => details.Apply(x),
        LeadMarkedDone x => details.Apply(x),
        LeadReopened x => details.Apply(x),
        LeadNoted x => details.Apply(x),
        _ => throw new ArgumentException(e.GetType().Name),
    });

    public static readonly LeadMarkedDone Done = new(LeadOutcome.Scheduled, null, LeadStatus.Qualified, Now);
    public static readonly LeadStatusChanged Spam = new(LeadStatus.Spam, false, Now);
    public static readonly LeadStatusChanged Won = new(LeadStatus.Won, false, Now);
}
