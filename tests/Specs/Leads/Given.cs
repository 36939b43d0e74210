using JasperFx.Events;
using Switchhook.Leads;
using Switchhook.Leads.Inbox;

namespace Switchhook.Specs.Leads;

static class Given
{
    public static readonly DateTimeOffset Now = new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero);
    public static readonly Guid Id = Lead.IdFor("call_1");
    public static readonly Enquiry First = new(
        "call_1",
        Now.AddHours(-3),
        "Wants a cleaning.",
        "Priya Nair",
        "+15105550148",
        Urgent: true,
        WantsAppointment: true,
        RuleVersion: 1
    );
    public static readonly Enquiry Second = new(
        "call_2",
        Now.AddHours(-1),
        "Asks whether Tuesday works.",
        Email: "priya@example.com",
        RuleVersion: 1
    );

    public static readonly Enquiry Third = new("call_3", Now.AddHours(1), "Calls about the invoice.", "Priya Nayar", RuleVersion: 1);

    public static CallContent Call(params (string Field, string Value)[] fields) =>
        new("call_1", "+14155550142", Now, "Booked a cleaning.", fields.ToDictionary(x => x.Field, x => x.Value));

    public static IEvent<T> Told<T>(T e, long number = 0)
        where T : notnull => new Event<T>(e) { StreamKey = Lead.Stream(Id), Version = number };

    public static Lead History(params object[] history) => After(Lead.Create(Told(new LeadCaptured(First, false))), history);

    public static Lead After(Lead lead, params object[] history) => history.Aggregate(lead, (now, e) => Folded(now, e, typeof(Lead)));

    public static LeadList Row(params object[] history) =>
        history.Aggregate(LeadList.Create(Told(new LeadCaptured(First, false))), (row, e) => Folded(row, e, typeof(LeadList)));

    public static LeadDetails Details(params object[] history) =>
        history.Aggregate(
            LeadDetails.Create(Told(new LeadCaptured(First, false))),
            (details, e) => Folded(details, e, typeof(LeadDetails))
        );

    /// <summary>By whichever Apply the type has for the event, as Marten finds it.</summary>
    static T Folded<T>(T state, object e, Type type)
    {
        var told = typeof(Given).GetMethod(nameof(Told))!.MakeGenericMethod(e.GetType()).Invoke(null, [e, 0L])!;
        var wrapped = type.GetMethod("Apply", [typeof(IEvent<>).MakeGenericType(e.GetType())]);
        return (T)(wrapped ?? type.GetMethod("Apply", [e.GetType()])!).Invoke(state, [wrapped is null ? e : told])!;
    }

    public static readonly LeadMarkedDone Done = new(LeadOutcome.Scheduled, null, LeadStatus.Qualified, Now);
    public static readonly LeadStatusChanged Spam = new(LeadStatus.Spam, false, Now);
    public static readonly LeadStatusChanged Won = new(LeadStatus.Won, false, Now);
}
