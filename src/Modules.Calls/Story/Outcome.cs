namespace Switchhook.Calls.Story;

/// <summary>What a call came to, in the words of the list. Derived from what Retell says; a value nobody has seen before falls to the last arm.</summary>
public sealed record Outcome(string Code, string Label, string Tone)
{
    public static readonly Outcome
        InCall = new("in_call", "In call", "live"),
        Ended = new("ended", "Ended", "neutral"),
        Booked = new("booked", "Booked", "good"),
        FollowUp = new("follow_up", "Follow up", "warn"),
        Message = new("message", "Message", "info"),
        Answered = new("answered", "Question answered", "good"),
        Transferred = new("transferred", "Transferred", "good"),
        Voicemail = new("voicemail", "Voicemail", "neutral"),
        Missed = new("missed", "Missed", "warn"),
        HungUp = new("hung_up", "Hung up", "neutral"),
        WrongNumber = new("wrong_number", "Wrong number", "neutral"),
        Spam = new("spam", "Spam", "neutral"),
        Failed = new("failed", "Failed", "bad");

    public static readonly IReadOnlyList<Outcome> All =
        [Booked, FollowUp, Message, Answered, Transferred, Voicemail, Missed, HungUp, WrongNumber, Spam, Failed, Ended, InCall];

    public static Outcome Named(string code) => All.FirstOrDefault(x => x.Code == code) ?? Ended;

    public static Outcome Of(Ending? ending, Analysis? analysis) => ending?.Reason switch
    {
        "voicemail_reached" => Voicemail,
        "marked_as_spam" or "scam_detected" => Spam,
        "call_transfer" or "transfer_bridged" or "call_take_over" => Transferred,
        "concurrency_limit_reached" or "no_concurrency_fallback" => Missed,
        "no_valid_payment" or "registered_call_timeout" => Failed,
        { } reason when reason.StartsWith("error_", StringComparison.Ordinal) => Failed,
        _ when ending?.NeverConnected == true => Missed,
        _ when analysis is not null => Of(ending, analysis.Said("lead_intent") ?? analysis.Said("outcome") ?? "", analysis),
        _ => ending is null ? InCall : Ended,
    };

    static Outcome Of(Ending? ending, string intent, Analysis analysis)
    {
        bool Means(params string[] words) => words.Any(word => intent.Contains(word, StringComparison.OrdinalIgnoreCase));
        var (successful, lead) = (analysis.Successful == true, analysis.Said("is_lead") == "true");
        if (analysis.InVoicemail) return Voicemail;
        if (Means("wrong")) return WrongNumber;
        if (Means("spam", "robocall", "solicit")) return Spam;
        if (Means("book", "appointment", "schedul", "reserv")) return successful ? Booked : FollowUp;
        if (Means("complaint", "callback", "call_back", "follow")) return FollowUp;
        if (Means("message")) return Message;
        if (ending?.Reason == "user_hangup" && !successful && !lead) return HungUp;
        if (lead || Means("quote", "buy", "new_customer")) return FollowUp;
        return successful ? Answered : FollowUp;
    }
}
