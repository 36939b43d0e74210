namespace Switchhook.App.Sandbox.Scripts;

static class Booking
{
    public const string Text = """
        for: dental dentist dentists teeth orthodontist hygienist
        service: a cleaning | a check-up | a filling | a whitening consultation
        A: {greeting}
        U: Hi, this is {caller}. I'd like to book {service}, please.
        A: Of course, {first}. Would {day} at {time} suit you?
        T: check_availability {"day":"{date}","service":"{service}"} => {"free":["{clock}","16:30"]}
        U: {day} at {time} is perfect. I haven't been in for over a year.
        A: No problem at all. What's the best number to reach you?
        U: It's {number}.
        T: book_slot {"day":"{date}","time":"{clock}","name":"{caller}"} => {"ok":true,"ref":"{ref}"}
        A: You're booked for {service} on {day} at {time}. We'll text you a reminder. Goodbye, {first}!
        T: end_call {}
        = caller_name: {caller}
        = callback_number: {e164}
        = is_lead: true
        = lead_intent: book_appointment / booking / appointment / new customer
        = service: {service}
        = preferred_time: {day} at {time}
        = urgency: medium / normal / 2
        = follow_up_notes: Booked {service} for {day} at {time}, reference {ref}. First visit in over a year.
        = summary: {caller} booked {service} for {day} at {time} and was given reference {ref}. A reminder goes to the number they called from.
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
        A: Our first free visit is {day} at {time}. Shall I take that for you?
        U: Yes please. The name is {caller}, and you can reach me on {number}.
        T: book_slot {"day":"{date}","time":"{clock}","name":"{caller}"} => {"ok":true,"ref":"{ref}"}
        A: Thank you, {first}. A technician comes on {day} at {time} and calls you half an hour before.
        U: Great, thank you so much.
        T: end_call {}
        = caller_name: {caller}
        = callback_number: {e164}
        = is_lead: true
        = lead_intent: book_appointment / booking / service visit / repair
        = service: Repair visit: {problem}
        = preferred_time: {day} at {time}
        = urgency: high / urgent / 4
        = follow_up_notes: {problem}. Water is turned off. Visit {ref} on {day} at {time}; call half an hour before.
        = summary: {caller} reported that {problem} and booked a visit for {day} at {time}, reference {ref}.
        = sentiment: Positive
        = successful: true
        = end: agent_hangup
        ---
        for: salon hair haircut spa barber beauty nails massage stylist
        service: a cut and colour | a deep tissue massage | a manicure | a wash and blow-dry
        A: {greeting}
        U: Hey! Do you have anything free for {service} this week?
        T: check_availability {"service":"{service}","from":"{date}"} => {"free":["{clock}"]}
        A: Let me look. I have {day} at {time}, about an hour and a half. Would that work?
        U: Oh, that's lovely, yes. I'm {caller}.
        A: Wonderful, {first}. And a number, in case anything changes?
        U: Sure, {number}. And my email is {email}.
        T: book_slot {"day":"{date}","time":"{clock}","name":"{caller}"} => {"ok":true,"ref":"{ref}"}
        A: All set: {service} on {day} at {time}. See you then!
        U: See you, bye!
        = caller_name: {caller}
        = callback_number: {e164}
        = caller_email: {email}
        = is_lead: true
        = lead_intent: book_appointment / booking / appointment
        = service: {service}
        = preferred_time: {day} at {time}
        = urgency: low / normal / 1
        = follow_up_notes: Booked {service} on {day} at {time}, reference {ref}. Wants a confirmation by e-mail.
        = summary: {caller} booked {service} for {day} at {time} and left a phone number and an e-mail address.
        = sentiment: Positive
        = successful: true
        = end: user_hangup
        ---
        for: law lawyer legal attorney solicitor immigration divorce estate accounting accountant tax
        matter: a lease that my landlord wants to end early | a will for my mother | a dispute about an invoice | a work contract I've been offered
        A: {greeting}
        U: Good morning. I'd like to speak to someone about {matter}.
        A: I can arrange a first consultation. It takes thirty minutes. May I have your name?
        U: {caller}.
        A: Thank you. I have {day} at {time}. Would you prefer to come in, or shall we call you?
        U: A call would be better. On {number}, please.
        T: book_slot {"day":"{date}","time":"{clock}","name":"{caller}","kind":"phone"} => {"ok":true,"ref":"{ref}"}
        A: That's arranged for {day} at {time}. Please have any papers at hand. Is there anything else?
        U: No, that's everything. Thank you.
        T: end_call {}
        = caller_name: {caller}
        = callback_number: {e164}
        = is_lead: true
        = lead_intent: book_appointment / consultation / booking / new client
        = service: First consultation about {matter}
        = preferred_time: {day} at {time}
        = urgency: medium / normal / 3
        = follow_up_notes: Phone consultation {ref} on {day} at {time} about {matter}. Asked to have papers at hand.
        = summary: {caller} asked for advice about {matter}. A thirty-minute phone consultation was arranged for {day} at {time}.
        = sentiment: Neutral
        = successful: true
        = end: agent_hangup
        ---
        for: restaurant table dinner lunch cafe bistro reservation reservations menu
        party: two | four | six
        wish: a quiet table by the window | a high chair for our youngest | something vegetarian on the menu
        A: {greeting}
        U: Hi there, could I reserve a table for {party} on {day} evening?
        T: check_availability {"day":"{date}","party":"{party}"} => {"free":["18:30","20:00"]}
        A: Certainly. I have half past six or eight. Which would you like?
        U: Eight, please. And we'd love {wish}.
        A: I'll note that. Under what name?
        U: {caller}. My number is {number}.
        T: book_slot {"day":"{date}","time":"20:00","name":"{caller}"} => {"ok":true,"ref":"{ref}"}
        A: Lovely, a table for {party} on {day} at eight. We look forward to seeing you.
        U: Perfect, thanks!
        = caller_name: {caller}
        = callback_number: {e164}
        = is_lead: true
        = lead_intent: book_appointment / reservation / booking
        = service: Table for {party}
        = preferred_time: {day} at eight in the evening
        = urgency: low / normal / 1
        = follow_up_notes: Table for {party} on {day} at 20:00, reference {ref}. Asked for {wish}.
        = summary: {caller} reserved a table for {party} on {day} at eight in the evening and asked for {wish}.
        = sentiment: Positive
        = successful: true
        = end: user_hangup
        ---
        A: {greeting}
        U: Hi, my name is {caller}. I found you online and I'd like to make an appointment.
        A: Happy to help, {first}. I have {day} at {time}. Does that work for you?
        T: check_availability {"day":"{date}"} => {"free":["{clock}","15:00"]}
        U: Yes, {day} works. A friend recommended you, actually.
        A: That's good to hear. What number can we reach you on?
        U: {number}. And could you send the details by email? It's {email}.
        T: book_slot {"day":"{date}","time":"{clock}","name":"{caller}"} => {"ok":true,"ref":"{ref}"}
        A: Done. You're down for {day} at {time}, and the details are on their way. Anything else?
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
        = follow_up_notes: New customer, recommended by a friend. Appointment {ref} on {day} at {time}; details go to {email}.
        = summary: {caller}, recommended by a friend, made an appointment for {day} at {time}. Details go out by e-mail.
        = sentiment: Positive
        = successful: true
        = end: agent_hangup
        ---
        topic: a second opinion | a quote for a small job | help with a project at home | advice before we decide
        A: {greeting}
        U: Hello, good afternoon. We're looking for {topic}. Could someone see us?
        A: Certainly. May I take your name?
        U: It's {caller}, and my number is {number}.
        A: Thank you. The next free appointment is {day} at {time}. Shall I put you down?
        U: Hmm, could it be a little later? Oh, never mind, {time} is fine.
        T: book_slot {"day":"{date}","time":"{clock}","name":"{caller}"} => {"ok":true,"ref":"{ref}"}
        A: Wonderful. {day} at {time} it is, and your reference is {ref}.
        U: Thanks for your help. Bye.
        = caller_name: {caller}
        = callback_number: {e164}
        = is_lead: true
        = lead_intent: book_appointment / booking / quote
        = service: {topic}
        = preferred_time: {day} at {time}
        = urgency: medium / normal / 2
        = follow_up_notes: Looking for {topic}. Appointment {ref} on {day} at {time}; would like a later time if one comes free.
        = summary: {caller} asked for {topic} and took an appointment on {day} at {time}. A later time would be welcome.
        = sentiment: Positive
        = successful: true
        = end: user_hangup
        """;
}
