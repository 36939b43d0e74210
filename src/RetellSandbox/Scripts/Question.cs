namespace Switchhook.RetellSandbox.Scripts;

static class Question
{
    public const string Text = """
        for: dental dentist teeth orthodontist
        A: {greeting}
        U: Hi, I have a quick question. Do you take new patients without insurance?
        A: I don't have that in front of me, so I'll pass the question on. Is there anything else you'd like to know?
        U: Yes, what a first visit costs, and whether you're open on Saturdays.
        A: I'll pass on all three. May I have your name and number?
        U: I'm {caller}. I'll talk to my husband first, so next week is fine. It's {number}.
        A: Thank you, {first}. Somebody calls you next week with the answers. Have a nice day!
        T: end_call {}
        = caller_name: {caller}
        = callback_number: {e164}
        = is_lead: true
        = lead_intent: question / pricing / information / inquiry
        = service: First visit without insurance
        = preferred_time: next week
        = urgency: low / normal / 1
        = follow_up_notes: Asked about prices without insurance and Saturday hours. Call back next week.
        = summary: {caller} asked whether new patients without insurance are welcome, what a first visit costs and about Saturday hours. The questions were passed on; they would like to be called next week.
        = sentiment: Positive
        = successful: true
        = end: agent_hangup
        ---
        topic: how much do you charge for a first visit | do you also work weekends | how long would I have to wait for an appointment
        A: {greeting}
        U: Hello. I just wanted to ask, {topic}?
        A: Good question. I can't say from here, but someone can call you with the answer. May I have your name?
        U: It's {caller}.
        A: Thank you, {first}. Shall we call you back on the number you're calling from?
        U: Yes, sure, some time on {day}.
        T: end_call {}
        = caller_name: {caller}
        = callback_number: {e164}
        = is_lead: true
        = lead_intent: question / information / inquiry / pricing
        = preferred_time: {day}
        = urgency: low / normal / 1
        = follow_up_notes: Asked: {topic}? Call with the answer on {day}.
        = summary: {caller} asked "{topic}?". The question was passed on, and they agreed to a call back on {day}.
        = sentiment: Neutral
        = successful: true
        = end: agent_hangup
        ---
        A: {greeting}
        U: Hi, are you open on public holidays?
        A: I don't know that from here. Shall somebody call you back about it?
        U: No, don't worry. I'll look on your website.
        A: All right. Is there anything else?
        U: No, that's all I wanted to know. Bye!
        = callback_number: {e164}
        = is_lead: false
        = lead_intent: question / information / inquiry
        = urgency: low / normal / 1
        = summary: A caller asked about opening hours on public holidays and wanted no call back.
        = sentiment: Positive
        = successful: true
        = end: user_hangup
        ---
        item: a quote | a brochure | your price list
        A: {greeting}
        U: Good morning, this is {caller}. We're comparing a few companies. Could you send me {item}?
        A: With pleasure. Where should we send it?
        U: To {email}. And what I'd also like to know: do you offer a discount for larger orders?
        A: I can't say that from here. A colleague can call you about it.
        U: Yes, please do. {number}, preferably {day} around {time}.
        A: I'm passing on that you'd like {item} by e-mail and a call on {day}.
        U: Excellent. Thank you.
        T: end_call {}
        = caller_name: {caller}
        = callback_number: {e164}
        = caller_email: {email}
        = is_lead: true
        = lead_intent: pricing / quote / question / sales
        = service: {item}, discount for larger orders
        = preferred_time: {day} around {time}
        = urgency: medium / normal / 3
        = follow_up_notes: Send {item} to {email}. Call on {day} around {time} about a discount for larger orders.
        = summary: {caller} compares several companies, asked for {item} by e-mail and for a call on {day} about a discount for larger orders.
        = sentiment: Positive
        = successful: true
        = end: agent_hangup
        """;
}
