namespace Switchhook.App.Sandbox.Scripts;

static class Question
{
    public const string Text = """
        for: dental dentist teeth orthodontist
        A: {greeting}
        U: Hi, I have a quick question. Do you take new patients without insurance?
        A: Yes, we do. A first visit with X-rays is one hundred and twenty dollars, and you can pay in two parts.
        U: Oh, that's better than I thought. And are you open on Saturdays?
        A: On Saturdays from nine to one. Would you like me to book you in?
        U: Not yet, I'll talk to my husband first. I'm {caller}, you could call me next week on {number}.
        A: I'll note that, {first}. Have a nice day!
        T: end_call {}
        = caller_name: {caller}
        = callback_number: {e164}
        = is_lead: true
        = lead_intent: question / pricing / information / inquiry
        = service: First visit without insurance
        = preferred_time: next week
        = urgency: low / normal / 1
        = follow_up_notes: Asked about prices without insurance and Saturday hours. Call back next week.
        = summary: {caller} asked whether new patients without insurance are welcome, what a first visit costs and about Saturday hours. They want to think about it and be called next week.
        = sentiment: Positive
        = successful: true
        = end: agent_hangup
        ---
        topic: how much do you charge for a first visit | do you also work weekends | how long would I have to wait for an appointment
        A: {greeting}
        U: Hello. I just wanted to ask, {topic}?
        A: Good question. I can give you the general answer now, and someone can call you with the exact details.
        U: The general answer is fine.
        A: We're open weekdays from eight to six, and prices start at eighty dollars. It's usually a few days until the next free time.
        U: Okay, that helps. I might call again. My name is {caller}, by the way.
        A: Thank you, {first}. Shall we call you back on the number you're calling from?
        U: Yes, sure, some time on {day}.
        T: end_call {}
        = caller_name: {caller}
        = callback_number: {e164}
        = is_lead: true
        = lead_intent: question / information / inquiry / pricing
        = preferred_time: {day}
        = urgency: low / normal / 1
        = follow_up_notes: Asked: {topic}? Would like exact details by phone on {day}.
        = summary: {caller} asked "{topic}?" and got the general answer. They agreed to a call back on {day} with the details.
        = sentiment: Neutral
        = successful: true
        = end: agent_hangup
        ---
        A: {greeting}
        U: Hi, are you open on public holidays?
        A: We're closed on public holidays, but open all other weekdays from eight to six.
        U: Ah, all right. And where can I park?
        A: There's a car park behind the building, the first hour is free.
        U: Perfect, that's all I wanted to know. Bye!
        = callback_number: {e164}
        = is_lead: false
        = lead_intent: question / information / inquiry
        = urgency: low / normal / 1
        = summary: A caller asked about opening hours on public holidays and about parking. Both were answered.
        = sentiment: Positive
        = successful: true
        = end: user_hangup
        ---
        item: a quote | a brochure | your price list
        A: {greeting}
        U: Good morning, this is {caller}. We're comparing a few companies. Could you send me {item}?
        A: With pleasure. Where should we send it?
        U: To {email}. And what I'd also like to know: do you offer a discount for larger orders?
        A: For larger orders we make an individual offer. A colleague can call you about that.
        U: Yes, please do. {number}, preferably {day} around {time}.
        T: take_message {"name":"{caller}","topic":"discount"} => {"ok":true,"ref":"{ref}"}
        A: I've noted it. You'll have {item} today and a call on {day}.
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
