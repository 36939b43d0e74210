namespace Switchhook.RetellSandbox.Scripts;

static class WebCall
{
    public const string Text = """
        A: {greeting}
        U: Hello, can you hear me? I'm on your website.
        A: I can hear you very well. What can I do for you?
        U: I'd like to come by on {day}, around {time}.
        A: I can pass that on. May I have your name and number?
        U: {caller}, and it's {number}.
        A: Thank you, {first}. I'm passing on {day} at {time}, and we call you to confirm it.
        U: That was easy. Thanks!
        = caller_name: {caller}
        = callback_number: {e164}
        = is_lead: true
        = lead_intent: book_appointment / booking / appointment
        = service: Appointment from the website
        = preferred_time: {day} at {time}
        = urgency: medium / normal / 2
        = follow_up_notes: Call to confirm {day} at {time}.
        = summary: {caller} called from the website and would like to come on {day} at {time}.
        = sentiment: Positive
        = successful: true
        = end: user_hangup
        ---
        A: {greeting}
        U: Hi. I'm just trying out this button. Is this a real person?
        A: I'm an automated receptionist, but I can answer questions and take messages.
        U: Cool. Then please ask somebody to mail me your prices. It's {email}.
        A: Gladly. And your name?
        U: {caller}.
        A: Thank you, {first}. You'll hear from us today.
        U: Great, bye.
        = caller_name: {caller}
        = caller_email: {email}
        = is_lead: true
        = lead_intent: pricing / question / information
        = urgency: low / normal / 1
        = follow_up_notes: Send prices to {email} today.
        = summary: {caller} tried the call button on the website and asked for prices by e-mail.
        = sentiment: Positive
        = successful: true
        = end: user_hangup
        ---
        A: {greeting}
        = is_lead: false
        = lead_intent: unknown / other
        = urgency: low / 1
        = summary: The visitor opened a call from the website and left without speaking.
        = sentiment: Unknown
        = successful: false
        = end: user_hangup
        """;
}
