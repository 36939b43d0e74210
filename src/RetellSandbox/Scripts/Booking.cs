namespace Switchhook.RetellSandbox.Scripts;

/// <summary>Callers who want an appointment. The agent has no calendar: it asks what suits, and passes it on.</summary>
static class Booking
{
    public const string Text = """
        for: dental dentist dentists teeth orthodontist hygienist
        service: a cleaning | a check-up | a filling | a whitening consultation
        A: {greeting}
        U: Hi, this is {caller}. I'd like to come in for {service}, please.
        A: Of course, {first}. Which day and time would suit you?
        U: {day} at {time} would be perfect. I haven't been in for over a year.
        A: I'll note {day} at {time}. What's the best number to reach you?
        U: It's {number}.
        A: Thank you, {first}. I'm passing on that you'd like {service} on {day} at {time}, and we call you to confirm it. Is there anything else?
        U: No, that's all. Bye!
        T: end_call {}
        = caller_name: {caller}
        = callback_number: {e164}
        = is_lead: true
        = lead_intent: book_appointment / booking / appointment / new customer
        = service: {service}
        = preferred_time: {day} at {time}
        = urgency: medium / normal / 2
        = follow_up_notes: Call to confirm {service} on {day} at {time}. First visit in over a year.
        = summary: {caller} would like {service} on {day} at {time} and waits for a call that confirms it.
        = sentiment: Positive
        = successful: true
        = end: agent_hangup
        ---
        for: plumbing plumber plumbers heating hvac boiler drain drains furnace electrician roof roofing repair repairs
        problem: the kitchen sink is leaking into the cupboard | our water heater went cold this morning | the shower drain is completely blocked | the heating makes a banging noise
        A: {greeting}
        U: Yes, hello. {problem}. Can you send somebody out?
        A: I'm sorry to hear that. Is any water still running, or is it safe for the moment?
        U: It's safe, we've turned it off. But we'd need someone soon.
        A: I understand. Which day and time would suit you for a visit?
        U: {day} at {time}, if you can. The name is {caller}, and you can reach me on {number}.
        A: Thank you, {first}. I'm passing on the problem and {day} at {time}. We call you to arrange the visit.
        U: Great, thank you so much.
        T: end_call {}
        = caller_name: {caller}
        = callback_number: {e164}
        = is_lead: true
        = lead_intent: book_appointment / booking / service visit / repair
        = service: Repair visit: {problem}
        = preferred_time: {day} at {time}
        = urgency: high / urgent / 4
        = follow_up_notes: {problem}. Water is turned off. Call to arrange a visit, {day} at {time} would suit.
        = summary: {caller} reported that {problem} and would like a visit on {day} at {time}.
        = sentiment: Positive
        = successful: true
        = end: agent_hangup
        ---
        for: salon hair haircut spa barber beauty nails massage stylist
        service: a cut and colour | a deep tissue massage | a manicure | a wash and blow-dry
        A: {greeting}
        U: Hey! I'd like to come in for {service} this week, if you have anything free.
        A: I can pass that on. Which day and time would you like?
        U: {day} at {time}, ideally. I'm {caller}.
        A: Wonderful, {first}. What number can we reach you on?
        U: {number}. And my email is {email}.
        A: Thank you. I'm passing on {service} on {day} at {time}, and you'll hear from us whether it is free.
        U: Perfect, bye!
        = caller_name: {caller}
        = callback_number: {e164}
        = caller_email: {email}
        = is_lead: true
        = lead_intent: book_appointment / booking / appointment
        = service: {service}
        = preferred_time: {day} at {time}
        = urgency: low / normal / 1
        = follow_up_notes: Tell the caller whether {day} at {time} is free for {service}.
        = summary: {caller} would like {service} on {day} at {time} and left a phone number and an e-mail address.
        = sentiment: Positive
        = successful: true
        = end: user_hangup
        ---
        for: law lawyer legal attorney solicitor immigration divorce estate accounting accountant tax
        matter: a lease that my landlord wants to end early | a will for my mother | a dispute about an invoice | a work contract I've been offered
        A: {greeting}
        U: Good morning. I'd like to speak to someone about {matter}.
        A: I can have a colleague call you about it. May I have your name?
        U: {caller}.
        A: Thank you. When would be a good time for that call?
        U: {day} at {time}. On {number}, please.
        A: I'm passing on {day} at {time} and what it is about. Is there anything else?
        U: No, that's everything. Thank you.
        T: end_call {}
        = caller_name: {caller}
        = callback_number: {e164}
        = is_lead: true
        = lead_intent: book_appointment / consultation / booking / new client
        = service: First consultation about {matter}
        = preferred_time: {day} at {time}
        = urgency: medium / normal / 3
        = follow_up_notes: Call about {matter}; {day} at {time} would suit.
        = summary: {caller} asked for advice about {matter} and would like to be called on {day} at {time}.
        = sentiment: Neutral
        = successful: true
        = end: agent_hangup
        ---
        for: restaurant table dinner lunch cafe bistro reservation reservations menu
        party: two | four | six
        wish: a quiet table by the window | a high chair for our youngest | something vegetarian on the menu
        A: {greeting}
        U: Hi there, I'd like a table for {party} on {day} evening.
        A: I'll take that down. What time would you like to come?
        U: At eight, please. And we'd love {wish}.
        A: I'll note that. Under what name, and what number can we call?
        U: {caller}. My number is {number}.
        A: Thank you. I'm passing on a table for {party} on {day} at eight, and we call you to confirm it.
        U: Perfect, thanks!
        = caller_name: {caller}
        = callback_number: {e164}
        = is_lead: true
        = lead_intent: book_appointment / reservation / booking
        = service: Table for {party}
        = preferred_time: {day} at eight in the evening
        = urgency: low / normal / 1
        = follow_up_notes: Call to confirm a table for {party} on {day} at 20:00. Asked for {wish}.
        = summary: {caller} would like a table for {party} on {day} at eight in the evening and asked for {wish}.
        = sentiment: Positive
        = successful: true
        = end: user_hangup
        ---
        A: {greeting}
        U: Hi, my name is {caller}. I found you online and I'd like to make an appointment.
        A: Happy to help, {first}. Which day and time would suit you?
        U: {day} at {time}. A friend recommended you, actually.
        A: That's good to hear. What number can we reach you on?
        U: {number}. Or by email, it's {email}.
        A: Thank you. I'm passing on {day} at {time}, and we get back to you to confirm it. Anything else?
        U: No, that's all. Thank you!
        T: end_call {}
        = caller_name: {caller}
        = callback_number: {e164}
        = caller_email: {email}
        = is_lead: true
        = lead_intent: book_appointment / booking / appointment / new customer
        = service: First appointment
        = preferred_time: {day} at {time}
        = urgency: medium / normal / 2
        = follow_up_notes: New customer, recommended by a friend. Confirm an appointment on {day} at {time}.
        = summary: {caller}, recommended by a friend, would like an appointment on {day} at {time}.
        = sentiment: Positive
        = successful: true
        = end: agent_hangup
        ---
        topic: a second opinion | a quote for a small job | help with a project at home | advice before we decide
        A: {greeting}
        U: Hello, good afternoon. We're looking for {topic}. Could someone see us?
        A: I can pass that on. May I take your name?
        U: It's {caller}, and my number is {number}.
        A: Thank you. Which day and time would you prefer?
        U: Hmm, {day} at {time}, or a little later.
        A: I'm passing on {day} at {time} or later, and somebody calls you back.
        U: Thanks for your help. Bye.
        T: end_call {}
        = caller_name: {caller}
        = callback_number: {e164}
        = is_lead: true
        = lead_intent: book_appointment / booking / quote
        = service: {topic}
        = preferred_time: {day} at {time} or later
        = urgency: medium / normal / 2
        = follow_up_notes: Looking for {topic}. Call to find a time, {day} at {time} or later.
        = summary: {caller} asked for {topic} and would like to come on {day} at {time} or a little later.
        = sentiment: Positive
        = successful: true
        = end: agent_hangup
        """;
}
