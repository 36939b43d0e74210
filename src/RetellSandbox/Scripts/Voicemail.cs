namespace Switchhook.RetellSandbox.Scripts;

static class Voicemail
{
    public const string Text = """
        U: Hi, you've reached {caller}. I can't take your call right now. Please leave a message after the tone.
        A: Hello {first}, this is {agent}. You asked us to call you back. We'll try again on {day}, or call us any time. Goodbye!
        T: end_call {}
        = caller_name: {caller}
        = callback_number: {e164}
        = is_lead: true
        = lead_intent: callback / follow_up / question
        = preferred_time: {day}
        = urgency: low / normal / 1
        = follow_up_notes: Reached the voicemail and left a message. Try again on {day}.
        = summary: The call reached {caller}'s voicemail. A message was left: a second try follows on {day}.
        = sentiment: Unknown
        = successful: false
        = voicemail: true
        = end: voicemail_reached
        ---
        U: The person you are calling is not available. At the tone, please record your message.
        A: Hello, this is {agent}. We're calling you back about your question. Please call us any time. Thank you!
        T: end_call {}
        = callback_number: {e164}
        = is_lead: false
        = lead_intent: callback / follow_up / question
        = urgency: low / normal / 1
        = follow_up_notes: A message was left on the voicemail, asking to be called.
        = summary: A standard voicemail answered. A message was left, asking to be called.
        = sentiment: Unknown
        = successful: false
        = voicemail: true
        = end: voicemail_reached
        """;
}
