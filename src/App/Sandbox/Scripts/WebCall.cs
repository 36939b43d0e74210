namespace Switchhook.App.Sandbox.Scripts;

static class WebCall
{
    public const string Text = """
        A: {greeting}
        U: Hello, can you hear me? I'm on your website.
        A: I can hear you very well. What can I do for you?
        U: I'd like to know if you have anything free on {day}.
        T: check_availability {"day":"{date}"} => {"free":["{clock}"]}
        A: Yes, at {time}. May I have your name and number to book it?
        U: {caller}, and it's {number}.
        T: book_slot {"day":"{date}","time":"{clock}","name":"{caller}"} => {"ok":true,"ref":"{ref}"}
        A: Thank you, {first}. {day} at {time} is yours.
        U: That was easy. Thanks!
        = caller_name: {caller}
        = callback_number: {e164}
        = is_lead: true
        = lead_intent: book_appointment / booking / appointment
        = service: Appointment from the website
        = preferred_time: {day} at {time}
        = urgency: medium / normal / 2
        = follow_up_notes: Booked from the website: {ref}, {day} at {time}.
        = summary: {caller} called from the website and booked {day} at {time}, reference {ref}.
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
        T: take_message {"name":"{caller}","email":"{email}"} => {"ok":true,"ref":"{ref}"}
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
