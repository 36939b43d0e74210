namespace Switchhook.RetellSandbox.Scripts;

static class Spam
{
    public const string Text = """
        A: {greeting}
        U: Congratulations! Your business has been selected for a free listing on the first page of the search results.
        A: Thank you, but we're not interested.
        U: This offer is only valid today. Can I speak to the owner about your online presence?
        A: No, thank you. Please remove this number from your list. Goodbye.
        T: end_call {}
        = is_lead: false
        = lead_intent: spam / sales / not_a_lead
        = urgency: low / 1
        = summary: A sales call offering a listing in search results. It was declined, and the caller was asked to remove the number.
        = sentiment: Neutral
        = successful: false
        = end: agent_hangup
        ---
        A: {greeting}
        U: Hello. This is an important message about the warranty of your company vehicle. Press one to speak to a specialist.
        A: Hello? Is there anybody on the line?
        U: Press one to speak to a specialist. Press nine to be removed.
        A: This seems to be a recording. I'm ending the call.
        T: end_call {}
        = from: anonymous
        = is_lead: false
        = lead_intent: spam / robocall / not_a_lead
        = urgency: low / 1
        = summary: A recorded message about a vehicle warranty from a withheld number. No person was on the line.
        = sentiment: Unknown
        = successful: false
        = end: agent_hangup
        ---
        A: {greeting}
        U: Good day, I'm calling from the energy office. You've been paying too much for electricity. Do you have your last bill there?
        A: Which company are you calling from?
        U: The energy office, like I said. I only need the meter number, it takes one minute.
        A: We don't give out such details on the phone. Please write to us. Goodbye.
        U: But sir, madam, you are losing money every...
        = is_lead: false
        = lead_intent: spam / sales / not_a_lead
        = urgency: low / 1
        = summary: An unsolicited energy sales call that asked for the meter number. Nothing was given out.
        = sentiment: Neutral
        = successful: false
        = end: agent_hangup
        """;
}
