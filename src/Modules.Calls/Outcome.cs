using Switchhook.BuildingBlocks.Input;

namespace Switchhook.Calls;

/// <summary>
/// What a call came to, in the words of the list. Derived from what Retell says; a value nobody has seen before falls to the last arm.
/// </summary>
public sealed record Outcome(string Code, string Label, string Tone)
{
    public static readonly Outcome InCall = new("in_call", "In call", "live"),
        Ended = new("ended", "Ended", "neutral"),
        Booked = new("booked", "Booked", "good"),
        WantsAppointment = new("wants_appointment", "Wants an appointment", "warn"),
        FollowUp = new("follow_up", "Follow up", "warn"),
        Message = new("message", "Message", "info"),
        Answered = new("answered", "Question answered", "good"),
        Transferred = new("transferred", "Transferred", "good"),
        Voicemail = new("voicemail", "Voicemail", "neutral"),
        Missed = new("missed", "Missed", "warn"),
        HungUp = new("hung_up", "Hung up", "neutral"),
        WrongNumber = new("wrong_number", "Wrong number", "neutral"),
        Spam = new("spam", "Spam", "neutral"),
        Failed = new("failed", "Failed", "bad"),
        NoEnd = new("no_end", "End not received", "neutral");

    public static readonly IReadOnlyList<Outcome> All =
    [
        Booked,
        WantsAppointment,
        FollowUp,
        Message,
        Answered,
        Transferred,
        Voicemail,
        Missed,
        HungUp,
        WrongNumber,
        Spam,
        Failed,
        Ended,
        InCall,
        NoEnd,
    ];

    public static Outcome Named(string code) => All.FirstOrDefault(x => x.Code == code) ?? Ended;

    /// <param name="booked">A tool call of the agent's made a booking.</param>
    public static Outcome Of(Disconnection? ending, Analysis? analysis, bool booked = false) =>
        ending?.Reason switch
        {
            "voicemail_reached" => Voicemail,
            "marked_as_spam" or "scam_detected" => Spam,
            "call_transfer" or "transfer_bridged" or "call_take_over" => Transferred,
            "concurrency_limit_reached" or "no_concurrency_fallback" => Missed,
            "no_valid_payment" or "registered_call_timeout" => Failed,
            { } reason when reason.StartsWith("error_", StringComparison.Ordinal) => Failed,
            _ when ending?.NeverConnected == true => Missed,
            _ when analysis is not null => Of(ending, analysis.Said("lead_intent") ?? analysis.Said("outcome"), analysis, booked),
            _ => ending is null ? InCall
            : booked ? Booked
            : Ended,
        };

    static Outcome Of(Disconnection? ending, string? intent, Analysis analysis, bool booked)
    {
        var (successful, lead) = (analysis.Successful == true, YesNo.Read(analysis.Said("is_lead")).Value == true);
        if (analysis.InVoicemail)
            return Voicemail;
        if (booked)
            return Booked;
        if (NormalizedTerm.IsAmong(intent, WrongNumbers))
            return WrongNumber;
        if (NormalizedTerm.IsAmong(intent, Spams))
            return Spam;
        if (IsAboutAppointment(intent))
            return WantsAppointment;
        if (NormalizedTerm.IsAmong(intent, FollowUps))
            return FollowUp;
        if (NormalizedTerm.IsAmong(intent, Messages))
            return Message;
        if (ending?.Reason == "user_hangup" && !successful && !lead)
            return HungUp;
        if (lead || NormalizedTerm.IsAmong(intent, Sales))
            return FollowUp;
        return successful ? Answered : FollowUp;
    }

    static readonly string[] WrongNumbers = ["wrong_number", "wrong_person", "wrong_company", "misdial", "misdialed", "misdialled"],
        Spams =

        [
            "spam",
            "spam_call",
            "robocall",
            "robo_call",
            "solicitation",
            "solicitor",
            "sales_call",
            "telemarketing",
            "telemarketer",
            "cold_call",
        ],
        Appointments =

        [
            "appointment",
            "appointments",
            "book",
            "booking",
            "bookings",
            "reschedule",
            "rescheduling",
            "schedule",
            "scheduling",
            "reservation",
            "reservations",
            "reserve",
            "appointment_booking",
            "appointment_request",
            "appointment_change",
            "booking_request",
        ],
        FollowUps =

        [
            "complaint",
            "complaints",
            "call_back",
            "callback",
            "callback_request",
            "request_callback",
            "follow_up",
            "followup",
            "cancel_appointment",
            "cancel_booking",
            "cancel_reservation",
            "cancellation",
            "appointment_cancellation",
        ],
        Messages = ["message", "leave_message", "leave_a_message", "take_message"],
        Sales =

        [
            "quote",
            "quote_request",
            "request_quote",
            "get_quote",
            "pricing",
            "price",
            "estimate",
            "buy",
            "purchase",
            "order",
            "new_customer",
        ];

    /// <summary>"book_appointment", "schedule a visit": a whole word for what is wanted, and a whole word for what it is.</summary>
    static bool IsAboutAppointment(string? intent) =>
        NormalizedTerm.IsAmong(intent, Appointments)
        || (
            NormalizedTerm.Words(intent) is [var verb, .., var what]
            && (
                verb is "book" or "schedule" or "reschedule" or "reserve" or "make" or "request" or "change" or "move" or "arrange" or "new"
            )
            && (
                what
                is "appointment"
                    or "appointments"
                    or "booking"
                    or "reservation"
                    or "visit"
                    or "viewing"
                    or "consultation"
                    or "meeting"
                    or "demo"
                    or "table"
                    or "slot"
                    or "cleaning"
            )
        );
}
