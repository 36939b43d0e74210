namespace Switchhook.RetellSandbox.Scripts;

static class HangUp
{
    public const string Text = """
        A: {greeting}
        U: Hi, yes, I was wondering whether you could maybe tell me if...
        A: Of course, what would you like to know?
        U: Well, it's about my, um, I had an appoint—
        = callback_number: {e164}
        = is_lead: false
        = lead_intent: unknown / other
        = urgency: low / 1
        = follow_up_notes: Hung up in the middle of a sentence; seems to have an appointment already.
        = summary: The caller mentioned an appointment and hung up in the middle of a sentence.
        = sentiment: Neutral
        = successful: false
        = end: user_hangup
        ---
        A: {greeting}
        U: Oh. It's a machine. I'd rather talk to a re—
        = callback_number: {e164}
        = is_lead: false
        = lead_intent: unknown / other
        = urgency: low / 1
        = summary: The caller noticed that a machine answered and hung up in the middle of a sentence.
        = sentiment: Negative
        = successful: false
        = end: user_hangup
        ---
        A: {greeting}
        U: Hello, this is {caller}. I saw your advertisement and I'm interested in...
        A: That's great, {first}! Which offer did you see?
        U: The one for new customers, with the, hold on, somebody's at the doo—
        = caller_name: {caller}
        = callback_number: {e164}
        = is_lead: true
        = lead_intent: question / sales / new customer
        = urgency: medium / normal / 2
        = follow_up_notes: Interested in the offer for new customers; the call broke off when somebody was at the door. Call back.
        = summary: {caller} was interested in the offer for new customers. Somebody came to the door and the call broke off.
        = sentiment: Positive
        = successful: false
        = end: user_hangup
        """;
}
